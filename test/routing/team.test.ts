import fc from 'fast-check';
import { compileTeam, type TeamInput, type TeamRule } from '../../routing/team';

const rule = (given: Partial<TeamRule>): TeamRule => ({
	branch: 0,
	name: 'Rule',
	team: 'Team',
	destination: '',
	priority: 'normal',
	words: [],
	urgentOnly: false,
	tiers: [],
	hours: '',
	days: [],
	...given,
});

const message = (given: Partial<TeamInput>): TeamInput => ({
	text: 'oi',
	tier: undefined,
	attribute: () => undefined,
	// A Friday, 09:30 in São Paulo.
	at: new Date('2026-11-20T12:30:00Z'),
	...given,
});

const compile = (rules: TeamRule[]) =>
	compileTeam({ timeZone: 'America/Sao_Paulo', rules, urgencyWords: ['urgente', 'para ontem'] });

/** Returns what met the only rule; `undefined` when it does not apply. */
const met = (given: Partial<TeamRule>, input: Partial<TeamInput>) =>
	compile([rule(given)]).decide(message(input)).matched?.[0];

describe('team: conditions of a rule', () => {
	const spent = (value: unknown) => ({ attribute: () => value });

	it.each<[string, Partial<TeamRule>, Partial<TeamInput>, string | undefined]>([
		['a word', { words: ['preço', 'orçamento'] }, { text: 'Qual o PRECO?' }, 'preço'],
		['a word with a typing error', { words: ['orçamento'] }, { text: 'orsamento' }, 'orçamento'],
		['a tapped button', { words: ['sales'] }, { text: '', button: { id: 'sales' } }, 'sales'],
		['no word', { words: ['preço'] }, { text: 'oi' }, undefined],
		['no text', { words: ['preço'] }, { text: undefined }, undefined],
		['a tier', { tiers: ['Gold', 'VIP'] }, { tier: 'vip' }, 'VIP'],
		['another tier', { tiers: ['VIP'] }, { tier: 'silver' }, undefined],
		['a number', { attribute: { name: 'spent', from: 100 } }, spent(100), 'spent from 100'],
		[
			'a number as text',
			{ attribute: { name: 'spent', from: 100 } },
			spent('1.250,50'),
			'spent from 100',
		],
		['a smaller number', { attribute: { name: 'spent', from: 100 } }, spent(99.9), undefined],
		['no number', { attribute: { name: 'spent', from: 0 } }, spent('a lot'), undefined],
		['the hours', { hours: '08:00-10:00, 14h-16h' }, {}, 'Friday 09:30'],
		['other hours', { hours: '10:00-12:00' }, {}, undefined],
		['hours over midnight', { hours: '22:00-10:00', days: ['thursday'] }, {}, 'Friday 09:30'],
		['the day', { days: ['friday'] }, {}, 'Friday 09:30'],
		['another day', { days: ['saturday'] }, {}, undefined],
		['no time', { days: ['friday'] }, { at: undefined }, undefined],
		['an urgent message', { urgentOnly: true }, { text: 'é pra ontem, urgente!' }, 'urgente'],
		['a message that is not', { urgentOnly: true }, { text: 'sem pressa' }, undefined],
		['nothing', {}, {}, ''],
		[
			'all of them',
			{ words: ['preço'], tiers: ['VIP'], days: ['friday'], urgentOnly: true },
			{ text: 'preço, urgente', tier: 'VIP' },
			'preço, urgente, VIP, Friday 09:30',
		],
		[
			'not all of them',
			{ words: ['preço'], tiers: ['VIP'] },
			{ text: 'preço', tier: 'silver' },
			undefined,
		],
	])('a rule asks for %s', (_, given, input, expected) => {
		expect(met(given, input)).toBe(expected);
	});
});

describe('team: the table', () => {
	const rules = [
		rule({ branch: 0, name: 'VIP sales', words: ['preço'], tiers: ['VIP'] }),
		rule({ branch: 0, name: 'Sales', words: ['preço'] }),
		rule({ branch: 1, name: 'Everything else' }),
	];

	it('lets the first rule decide whose conditions are all met', () => {
		const router = compile(rules);
		const chosen = (input: Partial<TeamInput>) => router.decide(message(input)).rule?.name;
		expect(chosen({ text: 'preço', tier: 'VIP' })).toBe('VIP sales');
		expect(chosen({ text: 'preço' })).toBe('Sales');
		expect(chosen({ text: 'oi' })).toBe('Everything else');
	});

	it('says whether the message is urgent, also when no rule applies', () => {
		const urgent = message({ text: 'URGENTE!' });
		expect(compile(rules).decide(urgent)).toMatchObject({ reason: 'noConditions', isUrgent: true });
		expect(compile([]).decide(urgent)).toEqual({ branches: [], reason: 'noRule', isUrgent: true });
	});

	it.each([
		[rule({ name: 'A', hours: 'soon' }), 'The hours "soon" of the rule "A" could not be read.'],
		[
			rule({ name: 'B', attribute: { name: 'spent', from: NaN } }),
			'The rule "B" has no number for the attribute "spent".',
		],
	])('reports a rule that cannot be used, and never applies it', (broken, problem) => {
		const router = compile([rules[0] ?? broken, broken]);
		expect(router.problems).toMatchObject([{ rule: 1, problem }]);
		expect(router.decide(message({ attribute: () => 5 })).branches).toEqual([]);
	});

	it('reports an unknown time zone once', () => {
		const { problems } = compileTeam({
			timeZone: 'Mars',
			rules: [rule({ days: ['friday'] }), rule({ hours: '9-10' })],
			urgencyWords: [],
		});
		expect(problems).toHaveLength(1);
	});

	it('gives the same decision after rules are added at the end', () => {
		const anyRule = fc.record({
			branch: fc.nat({ max: 3 }),
			name: fc.string(),
			words: fc.subarray(['preço', 'oi', 'menu']),
			tiers: fc.subarray(['VIP', 'gold']),
			days: fc.subarray(['friday', 'sunday'] as const),
			urgentOnly: fc.boolean(),
		});
		const input = fc.record({
			text: fc.constantFrom('preço', 'oi urgente', 'x', ''),
			tier: fc.constantFrom('VIP', undefined, 7),
		});
		fc.assert(
			fc.property(fc.array(anyRule), anyRule, input, (typed, added, given) => {
				const before = compile(typed.map(rule)).decide(message(given));
				const after = compile([...typed, added].map(rule)).decide(message(given));
				if (before.rule) expect(after).toEqual(before);
			}),
		);
	});
});
