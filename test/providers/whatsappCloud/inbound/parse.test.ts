import type { MessagingEvent } from '../../../../messaging/event';
import { explainErrorCode } from '../../../../providers/whatsapp-format/errors/explain-code';
import { parse } from '../../../../providers/whatsappCloud/parse';
import { delivery, inboundFixtures, RECEIVED_AT } from '../../../fixtures/inbound';

const METADATA = { display_phone_number: '551140000000', phone_number_id: '106540000000001' };
const NOW = RECEIVED_AT.toISOString();

function parsed(value: Record<string, unknown>, field: string | undefined = 'messages') {
	const change = { value: { metadata: METADATA, ...value }, ...(field && { field }) };
	return parse(delivery({ entry: [{ id: '209900000000001', changes: [change] }] }));
}
function written(more: Record<string, unknown>): MessagingEvent {
	const message = { from: '5511988880001', id: 'wamid.1', type: 'text', text: { body: 'Oi' } };
	return only(parsed({ messages: [{ ...message, timestamp: '1790000000', ...more }] }));
}
function only(events: MessagingEvent[]): MessagingEvent {
	expect(events).toHaveLength(1);
	return events[0] as MessagingEvent;
}
const receipt = (more: Record<string, unknown>) =>
	parsed({
		statuses: [{ id: 'wamid.OUT', status: 'failed', recipient_id: '5511988880001', ...more }],
	});
const fixture = (scenario: string) =>
	delivery(inboundFixtures('whatsappCloud').find((one) => one.scenario === scenario)?.body);

describe('whatsappCloud: parse', () => {
	describe('times', () => {
		it.each([
			['seconds as text', '1790000000', '2026-09-21T14:13:20.000Z'],
			['seconds as a number', 1_790_000_000, '2026-09-21T14:13:20.000Z'],
			['milliseconds', '1790000000123', '2026-09-21T14:13:20.123Z'],
			['nothing', undefined, NOW],
			['words', 'yesterday', NOW],
			['zero', '0', NOW],
			['a negative number', -5, NOW],
			['a number beyond all calendars', '999999999999999', NOW],
			['a number with an exponent', '1e9', NOW],
		])('reads %s', (_name, timestamp, expected) => {
			expect(written({ timestamp }).timestamp).toBe(expected);
		});
	});

	describe('people', () => {
		it('keeps an old Brazilian spelling as the address, and finds the name under the new one', () => {
			const event = only(
				parsed({
					contacts: [{ wa_id: '5511988880001', profile: { name: 'Marta' } }],
					messages: [{ from: '551188880001', id: 'wamid.1', type: 'text', text: { body: '' } }],
				}),
			);
			expect(event.contact).toEqual({ id: '+551188880001', phone: '+551188880001', name: 'Marta' });
		});

		it('does not take a name from another place in the list', () => {
			const event = only(
				parsed({
					contacts: [{ wa_id: '5521977770002', profile: { name: 'Ivo' } }],
					messages: [{ from: '5511988880001', id: 'wamid.1', type: 'text', text: { body: '' } }],
				}),
			);
			expect(event.contact).toEqual({ id: '+5511988880001', phone: '+5511988880001' });
		});

		it('never reads an id that is not a phone number as one', () => {
			const { contact } = written({ from: 'BR.1A2b3C4d' });
			expect(contact).toEqual({ id: 'BR.1A2b3C4d' });
		});
	});

	describe('failures', () => {
		it('explains the error, and reports the message as certainly not delivered', () => {
			const error = { code: 131000, title: 'Something went wrong' };
			const { mayHaveBeenSent, ...explained } = explainErrorCode('131000', { title: error.title });
			expect(mayHaveBeenSent).toBe(true);
			expect(only(receipt({ errors: [error] })).status?.error).toEqual(explained);
		});

		it('quotes what Meta says about this occurrence', () => {
			const details = 'Recipient is not on the allow list.';
			const events = receipt({ errors: [{ code: 131030, title: 'x', error_data: { details } }] });
			expect(only(events).status?.error?.reason).toBe(details);
		});

		it.each([undefined, [], 'none', [null], [{ title: 'no code' }]])(
			'a failed status has an error even when Meta gives %j',
			(errors) => {
				expect(only(receipt({ errors })).status?.error?.code).toBe('unknown');
			},
		);
	});

	describe('ids derived from content', () => {
		const preference = { wa_id: '5511988880001', value: 'stop', timestamp: 1_790_000_000 };
		const idOf = (more: object) =>
			only(parsed({ user_preferences: [{ ...preference, ...more }] })).id;

		it('an id does not depend on the order of keys, nor on other events', () => {
			const turned = Object.fromEntries(Object.entries(preference).reverse());
			const [, second] = parsed({ user_preferences: [{ ...preference, value: 'resume' }, turned] });
			expect(second?.id).toBe(idOf({}));
		});

		it('different events have different ids', () => {
			const ids = [
				{},
				{ value: 'resume' },
				{ timestamp: 1_790_000_001 },
				{ wa_id: '5521977770002' },
			];
			expect(new Set(ids.map(idOf)).size).toBe(4);
		});
	});

	describe('fields', () => {
		it('finds the kind of a change without a name', () => {
			const message = { from: '5511988880001', id: 'wamid.1', type: 'text', text: { body: 'Oi' } };
			expect(only(parsed({ messages: [message] }, '')).event).toBe('message');
			expect(parsed({ standby: { messages: [message] } }, '')).toEqual([]);
			expect(only(parsed({ riddle: 1 }, '')).account).toEqual({
				riddle: 1,
				field: 'unknown',
				type: 'other',
			});
		});

		it('does not let a value overwrite the type of the event', () => {
			const { account } = only(parsed({ type: 'x', info: { type: 'y', field: 'z' } }, 'novelty'));
			expect(account).toEqual({ type: 'other', field: 'novelty', subtype: 'x', infoType: 'y' });
		});
	});

	describe('raw', () => {
		it("the raw part is the provider's own form of the one event", () => {
			const message = { from: '5511988880001', id: 'wamid.1', type: 'text', text: { body: 'Oi' } };
			const raws = parsed({ messages: [message, { ...message, id: 'wamid.2' }] }).map(
				({ raw }) => raw,
			);
			expect(raws).toEqual([message, { ...message, id: 'wamid.2' }]);
		});

		it('keeps the group of a message, which has no place elsewhere', () => {
			expect(parse(fixture('group'))[0]?.raw).toMatchObject({
				group_id: 'Y2FwaV9ncm91cDppbnZlbnRlZA',
			});
		});

		it('holds field and value of account events', () => {
			const value = { metadata: METADATA, decision: 'APPROVED' };
			const { raw } = only(parsed({ decision: 'APPROVED' }, 'account_review_update'));
			expect(raw).toEqual({ field: 'account_review_update', value });
		});
	});

	it('keeps the keys of a form as its author named them, also dangerous ones', () => {
		const response_json = '{"__proto__":{"admin":true},"nome_completo":"Marta"}';
		const interactive = { type: 'nfm_reply', nfm_reply: { name: 'flow', response_json } };
		const { message } = written({ type: 'interactive', interactive });
		expect(message?.form).toEqual({ nome_completo: 'Marta' });
		expect(message?.form?.admin).toBeUndefined();
	});

	it('reads a thousand messages in one delivery', () => {
		const messages = Array.from({ length: 1000 }, (_, position) => ({
			from: '5511988880001',
			id: `wamid.${position}`,
			type: 'text',
			text: { body: 'Oi' },
		}));
		expect(parsed({ messages }).map(({ id }) => id)).toEqual(messages.map(({ id }) => id));
	});
});
