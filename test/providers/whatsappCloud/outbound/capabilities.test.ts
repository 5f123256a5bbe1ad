import { CHANNELS } from '../../../../messaging/provider-names';
import { OUTBOUND_TYPES } from '../../../../messaging/outbound-message';
import { capabilities } from '../../../../providers/whatsappCloud/capabilities';

describe('whatsappCloud: capabilities', () => {
	it('sends every type on WhatsApp, within a window of 24 hours', () => {
		const whatsapp = capabilities('whatsapp');
		const supports = OUTBOUND_TYPES.map((type) => whatsapp.messages[type].support);
		expect(new Set(supports)).toEqual(new Set(['native']));
		expect(whatsapp).toMatchObject({
			customerServiceWindowHours: 24,
			idempotentSend: false,
			markAsRead: true,
			typingIndicator: true,
		});
	});

	it.each(CHANNELS.filter((channel) => channel !== 'whatsapp'))(
		'refuses everything on %s and gives a remedy',
		(channel) => {
			const { messages } = capabilities(channel);
			for (const type of OUTBOUND_TYPES) {
				expect(messages[type]).toMatchObject({
					support: 'refused',
					remedy: expect.stringMatching(/\.$/) as string,
				});
			}
		},
	);
});
