import fc from 'fast-check';
import { DateTime, Settings } from 'luxon';
import { WEEKDAYS, type BusinessHoursSettings } from '../../routing/business-days';
import { BUSINESS_STATES, compileBusinessHours } from '../../routing/business-hours';

type Week = BusinessHoursSettings['week'];

const WORKDAYS = WEEKDAYS.slice(0, 5);

/** Returns settings with the same hours on every day. */
const daily = (from: string, to: string): Week => [{ days: WEEKDAYS, from, to }];

function hoursAt(settings: Partial<BusinessHoursSettings>, at: string) {
	const { timeZone = 'America/Sao_Paulo', week = [], ...others } = settings;
	const router = compileBusinessHours({ timeZone, week, ...others });
	expect(router.problems).toEqual([]);
	const instant = DateTime.fromISO(at, { zone: timeZone });
	return router.decide({ at: instant.toJSDate() });
}

/** Returns the state and the next change, in local time without seconds. */
function outlook(settings: Partial<BusinessHoursSettings>, at: string): string {
	const { businessHours } = hoursAt(settings, at);
	const next = businessHours?.closesAt ?? businessHours?.opensAt;
	return `${businessHours?.state} until ${next?.slice(0, 16) ?? 'ever'}`;
}

describe('business hours: the week', () => {
	const week: Week = [
		{ days: WORKDAYS, from: '09:00', to: '12:00' },
		{ days: WORKDAYS, from: '13:30', to: '18:00' },
		{ days: ['saturday'], from: '9h', to: '1 pm' },
	];

	// 2026-11-20 is a Friday.
	it.each([
		['the minute before opening', '2026-11-20T08:59', 'closed until 2026-11-20T09:00'],
		['the minute of opening', '2026-11-20T09:00', 'open until 2026-11-20T12:00'],
		['the last minute', '2026-11-20T11:59:59', 'open until 2026-11-20T12:00'],
		['the minute of closing', '2026-11-20T12:00', 'closed until 2026-11-20T13:30'],
		['the break', '2026-11-20T13:29', 'closed until 2026-11-20T13:30'],
		['the second period', '2026-11-20T13:30', 'open until 2026-11-20T18:00'],
		['the evening', '2026-11-20T18:00', 'closed until 2026-11-21T09:00'],
		['a day with other hours', '2026-11-21T12:59', 'open until 2026-11-21T13:00'],
		['a day without hours', '2026-11-22T10:00', 'closed until 2026-11-23T09:00'],
	])('knows %s', (_, at, expected) => {
		expect(outlook({ week }, at)).toBe(expected);
	});

	it('adds the local time with its offset, and the zone', () => {
		const { businessHours } = hoursAt({ week }, '2026-11-20T12:30:00Z');
		expect(businessHours).toEqual({
			state: 'open',
			closesAt: '2026-11-20T12:00:00.000-03:00',
			timeZone: 'America/Sao_Paulo',
			localTime: '2026-11-20T09:30:00.000-03:00',
		});
	});

	it('knows of no opening when there are no hours at all', () => {
		expect(outlook({}, '2026-11-20T10:00')).toBe('closed until ever');
	});

	it('reports opening hours without any day', () => {
		const without: Week = [{ days: [], from: '09:00', to: '18:00' }];
		expect(hoursAt({ week: without }, '2026-11-20T10:00').reason).toBe('noDays');
		expect(hoursAt({ week }, '2026-11-22T10:00').reason).toBe('closed');
	});

	it('names opening hours that never apply because they have no days', () => {
		const router = compileBusinessHours({
			timeZone: 'UTC',
			week: [...week, { days: [], from: '20:00', to: '22:00' }],
		});
		expect(router.hints).toEqual([
			'The opening hours 20:00 to 22:00 have no days, so they never apply.',
		]);
	});

	it('gives the local time or the name of the holiday as what matched', () => {
		const specialDays = [{ name: 'Party', from: '2026-11-23' }];
		expect(hoursAt({ week, specialDays }, '2026-11-20T09:30').matched).toEqual(['Friday 09:30']);
		expect(hoursAt({ week, specialDays }, '2026-11-23T09:30').matched).toEqual(['Party']);
	});

	it('knows of no closing when it is always open', () => {
		expect(outlook({ week: daily('00:00', '00:00') }, '2026-11-20T10:00')).toBe('open until ever');
	});

	it('joins periods that touch or overlap', () => {
		const shifts: Week = [
			...daily('09:00', '14:00'),
			...daily('12:00', '18:00'),
			...daily('18:00', '20:00'),
		];
		expect(outlook({ week: shifts }, '2026-11-20T09:30')).toBe('open until 2026-11-20T20:00');
	});

	it('names the shift that is open, the first in the settings where several overlap', () => {
		const shifts: Week = [
			{ days: WORKDAYS, from: '08:00', to: '13:00', shift: ' manhã ' },
			{ days: WORKDAYS, from: '12:00', to: '18:00', shift: 'tarde' },
			{ days: WORKDAYS, from: '18:00', to: '20:00' },
			{ days: ['friday'], from: '20:00', to: '06:00', shift: 'plantão' },
		];
		const shiftAt = (time: string) => hoursAt({ week: shifts }, time).businessHours?.shift;
		const times = ['08:00', '12:30', '13:00', '19:00', '23:00'].map((time) => `2026-11-20T${time}`);
		expect(times.map(shiftAt)).toEqual(['manhã', 'manhã', 'tarde', undefined, 'plantão']);
		expect(shiftAt('2026-11-21T05:59')).toBe('plantão');
		expect(shiftAt('2026-11-21T06:00')).toBeUndefined();
	});

	it('keeps the name of a shift that a holiday ends early', () => {
		const router = compileBusinessHours({
			timeZone: 'Europe/Vienna',
			week: [{ days: WEEKDAYS, from: '08:00', to: '18:00', shift: 'day' }],
			holidays: { country: 'AT', types: ['bank'] },
		});
		const eve = DateTime.fromISO('2026-12-24T10:00', { zone: 'Europe/Vienna' });
		expect(router.decide({ at: eve.toJSDate() }).businessHours).toMatchObject({
			state: 'open',
			shift: 'day',
		});
	});

	it('says the next opening in the language of the customer', () => {
		const router = compileBusinessHours({ timeZone: 'America/Sao_Paulo', week });
		const at = new Date('2026-11-22T23:00:00-03:00');
		const said = (language?: string) =>
			router.decide({ at, ...(language && { language }) }).businessHours?.opensAtText;
		expect([said('pt-BR'), said('es'), said()]).toEqual([
			'amanhã às 9h',
			'mañana a las 9',
			'tomorrow at 9 am',
		]);
		expect(hoursAt({ week }, '2026-11-20T10:00').businessHours).not.toHaveProperty('opensAtText');
	});

	it('finds an opening that is a year ahead, and none that is further', () => {
		const once = (from: string) => ({ specialDays: [{ from, hours: '10:00-11:00' }] });
		expect(outlook(once('2027-11-21'), '2026-11-20T10:00')).toBe('closed until 2027-11-21T10:00');
		expect(outlook(once('2027-11-22'), '2026-11-20T10:00')).toBe('closed until ever');
	});
});

describe('business hours: periods over midnight', () => {
	const week: Week = [{ days: ['friday', 'saturday'], from: '22:00', to: '02:00' }];

	it.each([
		['the evening', '2026-11-20T23:59', 'open until 2026-11-21T02:00'],
		['midnight itself', '2026-11-21T00:00', 'open until 2026-11-21T02:00'],
		['the minute before the end', '2026-11-22T01:59', 'open until 2026-11-22T02:00'],
		['the end', '2026-11-22T02:00', 'closed until 2026-11-27T22:00'],
		['the night before the first evening', '2026-11-20T01:00', 'closed until 2026-11-20T22:00'],
	])('knows %s', (_, at, expected) => {
		expect(outlook({ week }, at)).toBe(expected);
	});

	it('joins a period until 24:00 with one from 00:00', () => {
		const split: Week = [
			{ days: ['friday'], from: '22:00', to: '24:00' },
			{ days: ['saturday'], from: '00:00', to: '02:00' },
		];
		expect(outlook({ week: split }, '2026-11-20T23:00')).toBe('open until 2026-11-21T02:00');
	});

	it('lets a shift last into a day that is off, and not begin on one', () => {
		const off = { week, specialDays: [{ name: 'Party', from: '2026-11-21' }] };
		expect(outlook(off, '2026-11-21T01:00')).toBe('open until 2026-11-21T02:00');
		expect(outlook(off, '2026-11-21T02:00')).toBe('holiday until 2026-11-27T22:00');
		expect(outlook(off, '2026-11-22T01:00')).toBe('closed until 2026-11-27T22:00');
	});
});

describe('business hours: clocks that are put forward or back', () => {
	it.each([
		// New York, 2026-03-08: 02:00 becomes 03:00. 2026-11-01: 02:00 becomes 01:00.
		[
			'opens at the jump when its time does not exist',
			'America/New_York',
			daily('02:30', '09:00'),
			'2026-03-08T01:59',
			'closed until 2026-03-08T03:00',
		],
		[
			'closes at the jump when its time does not exist',
			'America/New_York',
			daily('00:00', '02:30'),
			'2026-03-08T01:59',
			'open until 2026-03-08T03:00',
		],
		[
			'is never open when all of the period does not exist',
			'America/New_York',
			daily('02:10', '02:50'),
			'2026-03-08T03:00',
			'closed until 2026-03-09T02:10',
		],
		[
			'opens at the first of two equal times',
			'America/New_York',
			daily('01:30', '09:00'),
			'2026-11-01T05:29:00Z',
			'closed until 2026-11-01T01:30',
		],
		[
			'is open from the first of two equal times on',
			'America/New_York',
			daily('01:30', '09:00'),
			'2026-11-01T06:10:00Z',
			'open until 2026-11-01T09:00',
		],
		[
			'closes at the second of two equal times',
			'America/New_York',
			daily('00:00', '01:30'),
			'2026-11-01T06:29:00Z',
			'open until 2026-11-01T01:30',
		],
		[
			'is closed after the second of two equal times',
			'America/New_York',
			daily('00:00', '01:30'),
			'2026-11-01T06:30:00Z',
			'closed until 2026-11-02T00:00',
		],
		// São Paulo, 2018-11-04: the day began at 01:00.
		[
			'begins a day without midnight at its first minute',
			'America/Sao_Paulo',
			daily('00:00', '06:00'),
			'2018-11-03T23:59',
			'closed until 2018-11-04T01:00',
		],
		[
			'ends a day before one without midnight',
			'America/Sao_Paulo',
			daily('18:00', '24:00'),
			'2018-11-03T23:00',
			'open until 2018-11-04T01:00',
		],
		[
			'is open all day over a missing midnight',
			'America/Sao_Paulo',
			daily('00:00', '24:00'),
			'2018-11-03T12:00',
			'open until ever',
		],
		// Apia had no 2011-12-30.
		[
			'knows a day that was left out',
			'Pacific/Apia',
			daily('09:00', '10:00'),
			'2011-12-29T10:00',
			'closed until 2011-12-31T09:00',
		],
		// Lord Howe moves by half an hour: 2026-10-04, 02:00 becomes 02:30.
		[
			'knows a jump of half an hour',
			'Australia/Lord_Howe',
			daily('02:15', '03:00'),
			'2026-10-04T01:59',
			'closed until 2026-10-04T02:30',
		],
		[
			'knows a zone of a half hour',
			'Asia/Kolkata',
			daily('09:00', '18:00'),
			'2026-11-20T03:29:00Z',
			'closed until 2026-11-20T09:00',
		],
		[
			'knows a zone of three quarters',
			'Asia/Kathmandu',
			daily('09:00', '18:00'),
			'2026-11-20T03:15:00Z',
			'open until 2026-11-20T18:00',
		],
	])('%s (%s)', (_, timeZone, week, at, expected) => {
		expect(outlook({ timeZone, week }, at)).toBe(expected);
	});
});

describe('business hours: special days', () => {
	const settings = {
		week: daily('09:00', '18:00'),
		specialDays: [
			{ name: 'Inventory', from: '2026-12-28', hours: '10:00-12:00, 14:00–16:00' },
			{ name: 'Vacation', from: '2026-12-26', to: '2027-01-03' },
			{ name: 'Christmas Eve', from: '12-24', hours: '09:00 às 13:00' },
			{ from: '02-27', to: '03-01' },
			{ name: 'Turn of the year', from: '12-31', to: '01-01' },
		],
	};

	it.each([
		['the first day of a range', '2026-12-26T10:00', 'holiday until 2026-12-28T10:00'],
		['own hours, which stand first', '2026-12-28T13:00', 'closed until 2026-12-28T14:00'],
		['the last minute of a range', '2027-01-03T23:59', 'holiday until 2027-01-04T09:00'],
		['a day of every year', '2031-12-24T13:00', 'closed until 2031-12-25T09:00'],
		['a range of every year', '2027-02-28T10:00', 'holiday until 2027-03-02T09:00'],
		['a range over the end of every year', '2028-01-01T10:00', 'holiday until 2028-01-02T09:00'],
	])('knows %s', (_, at, expected) => {
		expect(outlook(settings, at)).toBe(expected);
	});

	it('names the day, also while it is open', () => {
		expect(hoursAt(settings, '2026-12-24T10:00').businessHours).toMatchObject({
			state: 'open',
			holiday: 'Christmas Eve',
		});
	});

	it.each([
		['25/12/2026', undefined],
		['12/25/2026', undefined],
		['25.12.2026', undefined],
		['25-12-2026', undefined],
		['2026/12/25', undefined],
		['25/12', undefined],
		['25.12.', undefined],
		['12-25', undefined],
		['24/12/2026', '05/01/2027'],
		['12/24/2026', '01/05/2027'],
		['12/12/2026', '26.12.2026'],
	])('reads dates as people type them: %s to %s', (from, to) => {
		const { businessHours } = hoursAt({ specialDays: [{ from, to }] }, '2026-12-25T10:00');
		expect(businessHours?.state).toBe('holiday');
		expect(hoursAt({ specialDays: [{ from, to }] }, '2027-01-06T10:00').reason).toBe('noDays');
	});

	it('reads a date between dots with the day first', () => {
		const specialDays = [{ from: '05.06.2026' }];
		expect(hoursAt({ specialDays }, '2026-06-05T10:00').businessHours?.state).toBe('holiday');
	});

	it.each([
		[{ from: '24/13/2026' }, '"24/13/2026" is not a date'],
		[{ from: '24/12/26' }, '"24/12/26" is not a date'],
		[{ from: '05/06/2026' }, '"05/06/2026" can be 5 June or 6 May'],
		[{ from: '5/6' }, '"5/6" can be 5 June or 6 May'],
		[{ from: '24/12/2026', to: '12/25/2026' }, 'its dates have day and month in different orders'],
		[{ from: '2026-02-30' }, '"2026-02-30" is not a date'],
		[{ from: '2026-12-24', to: '12-26' }, 'one date has a year and the other has none'],
		[{ from: '2026-12-24', to: '2026-12-20' }, 'its last day is before its first'],
		[{ from: '2026-12-24', hours: 'morning' }, '"morning" is not a list of hours'],
		[{ from: '' }, '"" is not a date'],
	])('explains why %j cannot be used', (day, why) => {
		const { problems } = compileBusinessHours({
			timeZone: 'UTC',
			week: [],
			specialDays: [{ from: '12-24' }, day],
		});
		expect(problems).toHaveLength(1);
		expect(problems[0]).toMatchObject({ rule: 1 });
		expect(problems[0]?.problem).toContain(why);
	});
});

describe('business hours: public holidays', () => {
	const week = daily('09:00', '18:00');
	const holidays = { country: 'BR', types: ['public'] as const };

	it.each([
		['a holiday of the country', {}, '2026-09-07T10:00', 'holiday until 2026-09-08T09:00'],
		['its first minute', {}, '2026-09-07T00:00', 'holiday until 2026-09-08T09:00'],
		['the minute before it', {}, '2026-09-06T23:59', 'closed until 2026-09-08T09:00'],
		['the minute after it', {}, '2026-09-08T00:00', 'closed until 2026-09-08T09:00'],
		['a holiday of another state', {}, '2026-07-09T10:00', 'open until 2026-07-09T18:00'],
		[
			'a holiday of the state',
			{ state: 'SP' },
			'2026-07-09T10:00',
			'holiday until 2026-07-10T09:00',
		],
		[
			'a new holiday of the country',
			{ state: 'SP' },
			'2026-11-20T10:00',
			'holiday until 2026-11-21T09:00',
		],
		['a holiday that moves', {}, '2026-04-03T10:00', 'holiday until 2026-04-04T09:00'],
		['a bank holiday that does not count', {}, '2026-02-17T10:00', 'open until 2026-02-17T18:00'],
		[
			'a bank holiday that counts',
			{ types: ['public', 'bank'] as const },
			'2026-02-17T10:00',
			'holiday until 2026-02-18T09:00',
		],
		[
			'a holiday on which it is open',
			{ open: true },
			'2026-09-07T10:00',
			'open until 2026-09-07T18:00',
		],
	])('knows %s', (_, others, at, expected) => {
		expect(outlook({ week, holidays: { ...holidays, ...others } }, at)).toBe(expected);
	});

	it('names the holiday in the language of the country, also while it is open', () => {
		for (const open of [true, false]) {
			const settings = { week, holidays: { ...holidays, open } };
			expect(hoursAt(settings, '2026-12-25T10:00').businessHours?.holiday).toBe('Natal');
		}
	});

	it('lets a special day override a holiday', () => {
		const settings = { week, holidays, specialDays: [{ from: '12-25', hours: '10:00-12:00' }] };
		expect(outlook(settings, '2026-12-25T10:30')).toBe('open until 2026-12-25T12:00');
	});

	it('starts an afternoon holiday in the afternoon', () => {
		const settings = {
			timeZone: 'Atlantic/Reykjavik',
			week,
			holidays: { country: 'IS', types: ['public'] as const },
		};
		expect(outlook(settings, '2026-12-24T10:00')).toBe('open until 2026-12-24T13:00');
		expect(hoursAt(settings, '2026-12-24T13:00').businessHours?.state).toBe('holiday');
	});

	it('knows holidays of several days, also over the end of a year', () => {
		const china = { country: 'VN', types: ['public'] as const };
		const settings = { timeZone: 'Asia/Ho_Chi_Minh', week, holidays: china };
		expect(outlook(settings, '2026-02-19T10:00')).toBe('holiday until 2026-02-21T09:00');
		const eswatini = {
			timeZone: 'Africa/Mbabane',
			week,
			holidays: { country: 'SZ', types: ['public'] as const },
		};
		expect(hoursAt(eswatini, '2027-01-01T10:00').businessHours?.state).toBe('holiday');
	});

	it.each([
		[{ country: 'ZZ' }, 'country "ZZ"'],
		[{ country: 'toString' }, 'country "toString"'],
		[{ country: 'BR', state: 'QQ' }, 'state "QQ"'],
		[{ country: 'BR', state: 'SP', region: 'QQ' }, 'region "QQ"'],
	])('refuses the unknown place %j', (place, named) => {
		const { problems } = compileBusinessHours({
			timeZone: 'UTC',
			week,
			holidays: { types: ['public'], ...place },
		});
		expect(problems).toHaveLength(1);
		expect(problems[0]?.problem).toContain(named);
	});
});

describe('business hours: settings that cannot be used', () => {
	it.each(['', 'Sao Paulo', 'local', 'system', 'default'])(
		'refuses the time zone "%s"',
		(timeZone) => {
			const router = compileBusinessHours({ timeZone, week: daily('09:00', '18:00') });
			expect(router.problems).toHaveLength(1);
			expect(router.decide({ at: new Date(0) })).toEqual({ branches: [], reason: 'noTime' });
		},
	);

	it.each([
		['25:00', '26:00'],
		['', '18:00'],
		['09:60', '18:00'],
		['nine', '18:00'],
		['24:00', '02:00'],
	])('refuses hours from "%s" to "%s"', (from, to) => {
		const { problems } = compileBusinessHours({ timeZone: 'UTC', week: daily(from, to) });
		expect(problems).toHaveLength(1);
		expect(problems[0]).toMatchObject({ rule: 0 });
	});
});

const zone = fc.constantFrom(
	'America/Sao_Paulo',
	'America/New_York',
	'Asia/Kolkata',
	'Pacific/Apia',
	'Europe/Lisbon',
	'UTC',
);
const clock = fc
	.integer({ min: 0, max: 1439 })
	.map(
		(minutes) =>
			`${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
	);
const anyWeek = fc.array(
	fc.record({
		days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
		from: clock,
		to: clock,
	}),
	{ maxLength: 4 },
);
const instant = fc.date({
	min: new Date('2011-01-01'),
	max: new Date('2031-01-01'),
	noInvalidDate: true,
});

describe('business hours: for any settings and any time', () => {
	it('a message is in exactly one branch, and the announced change is the next one', () => {
		fc.assert(
			fc.property(zone, anyWeek, instant, (timeZone, week, at) => {
				const router = compileBusinessHours({ timeZone, week });
				const { branches, businessHours } = router.decide({ at });
				expect(branches).toEqual([BUSINESS_STATES.indexOf(businessHours?.state ?? 'closed')]);
				const open = businessHours?.state === 'open';
				const change = Date.parse((open ? businessHours?.closesAt : businessHours?.opensAt) ?? '');
				if (Number.isNaN(change)) return;
				expect(change).toBeGreaterThan(at.getTime());
				const before = router.decide({ at: new Date(change - 1) }).businessHours?.state;
				const after = router.decide({ at: new Date(change) }).businessHours?.state;
				expect([before === 'open', after === 'open']).toEqual([open, !open]);
			}),
		);
	});

	it('agrees with the local time on days on which the clocks do not change', () => {
		fc.assert(
			fc.property(anyWeek, instant, (week, at) => {
				const timeZone = 'Asia/Kolkata';
				const local = DateTime.fromJSDate(at, { zone: timeZone });
				const now = local.toFormat('HH:mm');
				const today = WEEKDAYS[local.weekday - 1] ?? 'monday';
				const yesterday = WEEKDAYS[(local.weekday + 5) % 7] ?? 'monday';
				const open = week.some(({ days, from, to }) =>
					from < to
						? days.includes(today) && from <= now && now < to
						: (days.includes(today) && from <= now) || (days.includes(yesterday) && now < to),
				);
				const { businessHours } = compileBusinessHours({ timeZone, week }).decide({ at });
				expect(businessHours?.state).toBe(open ? 'open' : 'closed');
			}),
		);
	});

	it.each([new Date(NaN), new Date(8.64e15), new Date(-8.64e15), new Date('1960-01-01')])(
		'gives no answer, and does not throw, for %s',
		(at) => {
			const router = compileBusinessHours({ timeZone: 'UTC', week: daily('09:00', '18:00') });
			expect(router.decide({ at })).toEqual({ branches: [], reason: 'noTime' });
		},
	);
});

// Jest gives each file its own process.env, which does not move the zone of the process: here the libraries are moved,
// and the whole suite is meant to be run with TZ set to an odd zone as well.
describe('business hours: the zone of the machine', () => {
	afterEach(() => {
		Settings.defaultZone = 'system';
	});

	it.each(['Pacific/Apia', 'America/New_York', 'Pacific/Honolulu', 'Asia/Kathmandu'])(
		'makes no difference: %s',
		(machineZone) => {
			Settings.defaultZone = machineZone;
			expect(DateTime.local().zoneName).toBe(machineZone);
			const settings = {
				week: daily('09:00', '18:00'),
				specialDays: [{ name: 'Vacation', from: '2026-12-28', to: '2027-01-03' }],
				holidays: { country: 'BR', state: 'SP', types: ['public'] as const },
			};
			expect(outlook(settings, '2026-12-25T03:00:00Z')).toBe('holiday until 2026-12-26T09:00');
			expect(outlook(settings, '2026-12-28T02:59:00Z')).toBe('closed until 2027-01-04T09:00');
			expect(outlook(settings, '2026-12-28T03:00:00Z')).toBe('holiday until 2027-01-04T09:00');
		},
	);
});
