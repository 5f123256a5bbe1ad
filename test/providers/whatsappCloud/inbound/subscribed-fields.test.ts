import { whatsappCloud } from '../../../../providers/whatsappCloud';
import { WEBHOOK_FIELDS } from '../../../../providers/whatsappCloud/webhook-fields';
import { delivery } from '../../../fixtures/inbound';
import { ACCOUNT, CHANGES, MESSAGES, about, delivered } from './deliveries';

const eventsOf = (...changes: unknown[]) => whatsappCloud.parse(delivery(delivered(changes)));

describe('whatsappCloud: the subscribed fields', () => {
	// The first field repeats messages of the business through the API, the second messages for Meta's own agent.
	const silent = ['message_echoes', 'standby'];
	const read = WEBHOOK_FIELDS.filter((field) => !silent.includes(field));

	it.each(read)('%s gives events with a name of the package', (field) => {
		const events = eventsOf(...CHANGES.filter((change) => change.field === field));
		expect(events).not.toEqual([]);
		for (const event of events) expect(event.account?.type).not.toBe('other');
	});

	it.each(silent)('%s gives no message events for the messages that it repeats', (field) => {
		const own = { ...MESSAGES[0], to: '5511988880001' };
		const value = { message_echoes: [own], standby: { messages: [own], message_echoes: [own] } };
		expect(eventsOf(about(field, value))).toEqual([]);
	});

	it('passes on an unknown field, with its name and for the account', () => {
		const [event] = eventsOf({ field: 'invented_update', value: { event: 'SURPRISE' } });
		expect(event?.account).toEqual({ type: 'other', field: 'invented_update', event: 'SURPRISE' });
		expect(event?.business).toEqual({ id: ACCOUNT });
	});
});
