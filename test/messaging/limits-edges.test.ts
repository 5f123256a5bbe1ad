import type { Capabilities } from '../../messaging/capabilities';
import type { LimitViolation } from '../../messaging/limit-checks';
import { checkLimits } from '../../messaging/limits';
import type { ListMessage, OutboundMessage } from '../../messaging/outbound-message';
import { WHATSAPP_LIMITS as LIMITS } from '../../providers/whatsapp-format/limits';
import { capabilities as whatsapp } from '../../providers/whatsappCloud/capabilities';
import {
	BUTTONS,
	buttons,
	fileOf,
	LETTER,
	letters,
	LIST,
	rows,
	TEMPLATE,
} from './outbound-samples';

const WHATSAPP = whatsapp('whatsapp');
/** A channel that declares no limits at all. */
const UNLIMITED: Capabilities = { ...WHATSAPP, limits: {} };

function check(message: OutboundMessage): LimitViolation[] {
	return checkLimits(message, WHATSAPP);
}

function codes(message: OutboundMessage): string[] {
	return check(message).map(({ code }) => code);
}

/** Each limit once: the number, its code and path, and a message with so much of it. */
const EDGES: Array<
	[name: string, limit: number, code: string, path: string, make: (n: number) => OutboundMessage]
> = [
	[
		'text',
		LIMITS.textCharacters,
		'textTooLong',
		'text',
		(n) => ({ type: 'text', text: letters(n) }),
	],
	[
		'caption',
		LIMITS.captionCharacters,
		'textTooLong',
		'caption',
		(n) => ({ type: 'image', media: { from: 'id', id: '1' }, caption: letters(n) }),
	],
	[
		'reference',
		LIMITS.referenceCharacters,
		'textTooLong',
		'reference',
		(n) => ({ type: 'text', text: 'Oi', reference: letters(n) }),
	],
	[
		'body of buttons',
		LIMITS.interactive.bodyCharacters,
		'textTooLong',
		'text',
		(n) => ({ ...BUTTONS, text: letters(n) }),
	],
	[
		'body of a list',
		LIMITS.list.bodyCharacters,
		'textTooLong',
		'text',
		(n) => ({ ...LIST, text: letters(n) }),
	],
	[
		'body of a link button',
		LIMITS.interactive.bodyCharacters,
		'textTooLong',
		'text',
		(n) => ({ type: 'linkButton', text: letters(n), title: 'Ver', url: 'https://x.example' }),
	],
	[
		'body of a form',
		LIMITS.interactive.bodyCharacters,
		'textTooLong',
		'text',
		(n) => ({ type: 'form', text: letters(n), buttonText: 'Abrir', formId: '1' }),
	],
	[
		'body of a location request',
		LIMITS.interactive.bodyCharacters,
		'textTooLong',
		'text',
		(n) => ({ type: 'locationRequest', text: letters(n) }),
	],
	[
		'header',
		LIMITS.interactive.headerCharacters,
		'headerTooLong',
		'header.text',
		(n) => ({ ...BUTTONS, header: { type: 'text', text: letters(n) } }),
	],
	[
		'footer',
		LIMITS.interactive.footerCharacters,
		'footerTooLong',
		'footer',
		(n) => ({ ...LIST, footer: letters(n) }),
	],
	[
		'count of buttons',
		LIMITS.buttons.count,
		'tooManyButtons',
		'buttons',
		(n) => ({ ...BUTTONS, buttons: buttons(n) }),
	],
	[
		'title of a button',
		LIMITS.buttons.titleCharacters,
		'buttonTitleTooLong',
		'buttons[0].title',
		(n) => ({ ...BUTTONS, buttons: [{ id: 'a', title: letters(n) }] }),
	],
	[
		'id of a button',
		LIMITS.buttons.idCharacters,
		'buttonIdTooLong',
		'buttons[0].id',
		(n) => ({ ...BUTTONS, buttons: [{ id: letters(n), title: 'Ok' }] }),
	],
	[
		'button of a list',
		LIMITS.list.buttonTextCharacters,
		'buttonTitleTooLong',
		'buttonText',
		(n) => ({ ...LIST, buttonText: letters(n) }),
	],
	[
		'rows over all sections',
		LIMITS.list.rows,
		'tooManyRows',
		'sections',
		(n) => ({
			...LIST,
			sections: [
				{ title: 'A', rows: rows(4, 'a') },
				{ title: 'B', rows: rows(n - 4, 'b') },
			],
		}),
	],
	[
		'title of a section',
		LIMITS.list.sectionTitleCharacters,
		'sectionTitleTooLong',
		'sections[0].title',
		(n) => ({ ...LIST, sections: [{ title: letters(n), rows: rows(1) }] }),
	],
	[
		'title of a row',
		LIMITS.list.rowTitleCharacters,
		'rowTitleTooLong',
		'sections[0].rows[0].title',
		(n) => ({ ...LIST, sections: [{ rows: [{ id: 'a', title: letters(n) }] }] }),
	],
	[
		'description of a row',
		LIMITS.list.rowDescriptionCharacters,
		'rowDescriptionTooLong',
		'sections[0].rows[0].description',
		(n) => ({ ...LIST, sections: [{ rows: [{ id: 'a', title: 'A', description: letters(n) }] }] }),
	],
	[
		'id of a row',
		LIMITS.list.rowIdCharacters,
		'rowIdTooLong',
		'sections[0].rows[0].id',
		(n) => ({ ...LIST, sections: [{ rows: [{ id: letters(n), title: 'A' }] }] }),
	],
	[
		'title of a link button',
		LIMITS.linkButton.titleCharacters,
		'buttonTitleTooLong',
		'title',
		(n) => ({ type: 'linkButton', text: 'Oi', title: letters(n), url: 'https://x.example' }),
	],
	[
		'button of a form',
		LIMITS.form.buttonTextCharacters,
		'buttonTitleTooLong',
		'buttonText',
		(n) => ({ type: 'form', text: 'Oi', buttonText: letters(n), formId: '1' }),
	],
	[
		'contacts',
		LIMITS.contacts.count,
		'tooManyContacts',
		'contacts',
		(n) => ({ type: 'contacts', contacts: Array.from({ length: n }, () => ({ name: 'Ana' })) }),
	],
	[
		'header of a template',
		LIMITS.template.headerCharacters,
		'headerTooLong',
		'header.variable.value',
		(n) => ({ ...TEMPLATE, header: { type: 'text', variable: { value: letters(n) } } }),
	],
	[
		'code to copy',
		LIMITS.template.couponCodeCharacters,
		'couponCodeTooLong',
		'buttons[0].code',
		(n) => ({ ...TEMPLATE, buttons: [{ index: 0, kind: 'copyCode', code: letters(n) }] }),
	],
	[
		'cards',
		LIMITS.template.cardsAtMost,
		'tooManyCards',
		'cards',
		(n) => ({ ...TEMPLATE, cards: Array.from({ length: n }, () => ({ body: [{ value: 'x' }] })) }),
	],
	...(['image', 'video', 'audio', 'document', 'sticker'] as const).map(
		(type): (typeof EDGES)[number] => [
			`bytes of ${type}`,
			LIMITS.media[type].maxBytes,
			'fileTooLarge',
			'media.content',
			(n) => fileOf(type, n),
		],
	),
];

describe('limits: edges', () => {
	it.each(EDGES)('%s: accepts %i, and one less', (_name, limit, _code, _path, make) => {
		expect(check(make(limit - 1))).toEqual([]);
		expect(check(make(limit))).toEqual([]);
	});

	it.each(EDGES)(
		'%s: refuses one more than %i and names the excess',
		(_name, limit, code, path, make) => {
			const violations = check(make(limit + 1));
			expect(violations).toEqual([
				{
					code,
					path,
					maximum: limit,
					actual: limit + 1,
					reason: expect.stringMatching(/\.$/) as string,
					remedy: expect.stringMatching(/\.$/) as string,
				},
			]);
			expect(JSON.stringify(violations)).not.toContain(LETTER);
		},
	);

	it.each(EDGES)(
		'%s: is not checked on a channel without that limit',
		(_name, limit, _code, _path, make) => {
			expect(checkLimits(make(limit + 1), UNLIMITED)).toEqual([]);
		},
	);

	it('counts the sections of a list separately from its rows', () => {
		const list = { ...LIMITS.list, rows: LIMITS.list.rows + 1 };
		const roomy: Capabilities = { ...WHATSAPP, limits: { ...LIMITS, list } };
		const withSections = (count: number): ListMessage => ({
			...LIST,
			sections: Array.from({ length: count }, (_, index) => ({
				title: `S${index}`,
				rows: rows(1, `s${index}`),
			})),
		});
		const limit = LIMITS.list.sections;
		expect(checkLimits(withSections(limit - 1), roomy)).toEqual([]);
		expect(checkLimits(withSections(limit), roomy)).toEqual([]);
		expect(checkLimits(withSections(limit + 1), roomy)).toMatchObject([
			{ code: 'tooManySections', path: 'sections', maximum: limit, actual: limit + 1 },
		]);
	});

	it('a carousel needs at least two cards', () => {
		const cards = [{ body: [{ value: 'x' }] }];
		expect(codes({ ...TEMPLATE, cards })).toEqual(['tooFewCards']);
		expect(codes({ ...TEMPLATE, cards: [...cards, ...cards] })).toEqual([]);
	});
});
