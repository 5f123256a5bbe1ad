import fc from 'fast-check';

import type { LimitViolation } from '../../messaging/limit-checks';
import { checkLimits } from '../../messaging/limits';
import type { ButtonsMessage, OutboundMessage } from '../../messaging/outbound-message';
import { capabilities as whatsapp } from '../../providers/whatsappCloud/capabilities';
import { outboundFixtures } from '../contracts/outbound-contract';
import { BUTTONS, buttons, fileOf, letters, LIST, rows, TEMPLATE } from './outbound-samples';

const WHATSAPP = whatsapp('whatsapp');

function check(message: OutboundMessage): LimitViolation[] {
	return checkLimits(message, WHATSAPP);
}

function codes(message: OutboundMessage): string[] {
	return check(message).map(({ code }) => code);
}

describe('limits: content', () => {
	it('accepts every golden message', () => {
		const fixtures = outboundFixtures();
		expect(fixtures.length).toBeGreaterThan(20);
		for (const { name, message } of fixtures) {
			expect({ name, violations: check(message) }).toEqual({ name, violations: [] });
		}
	});

	it.each<[string, OutboundMessage, string]>([
		['text', { type: 'text', text: '' }, 'text'],
		['white space', { type: 'text', text: ' \n\t' }, 'text'],
		['body of buttons', { ...BUTTONS, text: '' }, 'text'],
		['title of a button', { ...BUTTONS, buttons: [{ id: 'a', title: ' ' }] }, 'buttons[0].title'],
		['id of a button', { ...BUTTONS, buttons: [{ id: '', title: 'A' }] }, 'buttons[0].id'],
		['header', { ...BUTTONS, header: { type: 'text', text: '' } }, 'header.text'],
		['button of a list', { ...LIST, buttonText: '' }, 'buttonText'],
		[
			'title of a row',
			{ ...LIST, sections: [{ rows: [{ id: 'a', title: '' }] }] },
			'sections[0].rows[0].title',
		],
		['name of a contact', { type: 'contacts', contacts: [{ name: '' }] }, 'contacts[0].name'],
		['message of a reaction', { type: 'reaction', messageId: '', emoji: '👍' }, 'messageId'],
		['id of a form', { type: 'form', text: 'Oi', buttonText: 'Abrir', formId: '' }, 'formId'],
		['name of a template', { ...TEMPLATE, name: '' }, 'name'],
		[
			'value of a template',
			{ ...TEMPLATE, body: [{ value: 'a' }, { value: '' }] },
			'body[1].value',
		],
		[
			'suffix of a template',
			{ ...TEMPLATE, buttons: [{ index: 0, kind: 'url', suffix: '' }] },
			'buttons[0].suffix',
		],
		[
			'payload of a template',
			{ ...TEMPLATE, buttons: [{ index: 0, kind: 'quickReply', payload: '' }] },
			'buttons[0].payload',
		],
		[
			'value of a card',
			{ ...TEMPLATE, cards: [{ body: [{ value: 'a' }] }, { body: [{ value: '' }] }] },
			'cards[1].body[0].value',
		],
	])('does not send an empty %s', (_name, message, path) => {
		expect(check(message)).toMatchObject([{ code: 'emptyText', path }]);
	});

	it('accepts an empty emoji, which removes a reaction', () => {
		expect(check({ type: 'reaction', messageId: 'wamid.A', emoji: '' })).toEqual([]);
	});

	it('reports each id and each title that is used twice', () => {
		const twice = [
			{ id: 'a', title: 'Sim' },
			{ id: 'a', title: 'Sim' },
			{ id: 'b', title: 'Sim' },
		];
		expect(check({ ...BUTTONS, buttons: twice }).map(({ code, path }) => [code, path])).toEqual([
			['duplicateButtonId', 'buttons[1].id'],
			['duplicateButtonTitle', 'buttons[1].title'],
			['duplicateButtonTitle', 'buttons[2].title'],
		]);
	});

	it('compares the ids of rows across all sections', () => {
		const sections = [
			{ title: 'A', rows: rows(1) },
			{ title: 'B', rows: rows(1) },
		];
		expect(check({ ...LIST, sections })).toMatchObject([
			{ code: 'duplicateRowId', path: 'sections[1].rows[0].id' },
		]);
	});

	it('requires a title for each of two or more sections', () => {
		const sections = [{ rows: rows(1, 'a') }, { title: ' ', rows: rows(1, 'b') }];
		expect(check({ ...LIST, sections }).map(({ code, path }) => [code, path])).toEqual([
			['missingSectionTitle', 'sections[0].title'],
			['missingSectionTitle', 'sections[1].title'],
		]);
		expect(check({ ...LIST, sections: sections.slice(0, 1) })).toEqual([]);
	});

	it.each<[OutboundMessage, string[]]>([
		[{ ...BUTTONS, buttons: [] }, ['missingButtons']],
		[{ ...LIST, sections: [] }, ['missingSections']],
		[{ ...LIST, sections: [{ rows: [] }] }, ['missingRows']],
		[{ type: 'contacts', contacts: [] }, ['missingContacts']],
	])('requires at least one entry: %#', (message, expected) => {
		expect(codes(message)).toEqual(expected);
	});

	it('refuses a file as the header of a list and accepts text', () => {
		const media = { from: 'id', id: '1' } as const;
		expect(codes({ ...LIST, header: { type: 'image', media } })).toEqual(['headerNotAllowed']);
		expect(codes({ ...LIST, header: { type: 'text', text: 'Oi' } })).toEqual([]);
		expect(codes({ ...BUTTONS, header: { type: 'image', media } })).toEqual([]);
	});

	it('compares MIME types without their parameters and letter case', () => {
		const audio = (mimeType?: string): OutboundMessage => ({
			type: 'audio',
			media: { from: 'id', id: '1', mimeType },
		});
		expect(codes(audio('Audio/OGG; codecs=opus'))).toEqual([]);
		expect(codes(audio(undefined))).toEqual([]);
		expect(codes(audio('audio/wav'))).toEqual(['fileTypeNotAllowed']);
	});

	it('checks the files of headers and cards by their own type', () => {
		const media = { from: 'id', id: '1', mimeType: 'image/gif' } as const;
		expect(check({ ...BUTTONS, header: { type: 'image', media } })).toMatchObject([
			{ code: 'fileTypeNotAllowed', path: 'header.media.mimeType' },
		]);
		const cards = [{ header: { type: 'image', media } as const }, {}];
		expect(check({ ...TEMPLATE, cards })).toMatchObject([
			{ code: 'fileTypeNotAllowed', path: 'cards[0].header.media.mimeType' },
		]);
	});

	it('refuses a missing or empty file', () => {
		expect(codes({ type: 'image', media: { from: 'id', id: '' } })).toEqual(['missingFile']);
		expect(codes(fileOf('image', 0))).toEqual(['missingFile']);
	});

	it.each([
		'',
		'padaria.example',
		'ftp://x.example',
		'javascript:alert(1)',
		'https://',
		'https:///x',
	])('refuses %j as a web address', (url) => {
		expect(codes({ type: 'image', media: { from: 'url', url } })).toEqual(['linkNotValid']);
		expect(codes({ type: 'linkButton', text: 'Oi', title: 'Ver', url })).toEqual(['linkNotValid']);
	});

	it.each([
		[91, 0],
		[0, -181],
		[Number.NaN, 0],
		[0, Number.POSITIVE_INFINITY],
	])('refuses %d, %d as a location', (latitude, longitude) => {
		expect(codes({ type: 'location', latitude, longitude })).toEqual(['locationNotValid']);
	});

	it('accepts a raw message, whose content is unknown', () => {
		expect(check({ type: 'raw', body: {} })).toEqual([]);
	});

	it('reports all violations at once, in the order of the message', () => {
		const message: ButtonsMessage = {
			type: 'buttons',
			reference: letters(600),
			header: { type: 'text', text: letters(70) },
			text: '',
			footer: letters(70),
			buttons: [...buttons(4), { id: 'x', title: letters(30) }],
		};
		expect(codes(message)).toEqual([
			'textTooLong',
			'headerTooLong',
			'emptyText',
			'footerTooLong',
			'tooManyButtons',
			'buttonTitleTooLong',
		]);
	});

	it('never repeats the text of the message', () => {
		fc.assert(
			fc.property(fc.array(fc.string(), { maxLength: 5 }), (words) => {
				const canary = 'CANARIO';
				const message: ButtonsMessage = {
					type: 'buttons',
					text: canary.repeat(300),
					footer: canary.repeat(20),
					buttons: words.map((word) => ({ id: word + canary, title: word + canary.repeat(4) })),
				};
				expect(JSON.stringify(check(message))).not.toContain(canary);
			}),
		);
	});
});
