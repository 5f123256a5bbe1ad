import fc from 'fast-check';

import type { OutboundMessage } from '../../../../messaging/outbound-message';
import { build } from '../../../../providers/whatsappCloud/build';
import { GRAPH_VERSION } from '../../../../providers/whatsappCloud/graph';
import { signals } from '../../../../providers/whatsappCloud/signals';
import { NUMBER } from './number';

const TEXT: OutboundMessage = { type: 'text', text: 'Oi' };

function body(message: OutboundMessage, id: string, phone?: string): Record<string, unknown> {
	return build(message, { id, phone }, NUMBER).json as Record<string, unknown>;
}

describe('whatsappCloud: build', () => {
	it('posts to the messages of the sender, in the one Graph version', () => {
		expect(build(TEXT, { id: '+5511988880001' }, NUMBER)).toMatchObject({
			method: 'POST',
			url: `https://graph.facebook.com/${GRAPH_VERSION}/106540000000001/messages`,
		});
	});

	it('goes to the server of the credential', () => {
		const account = { baseUrl: 'http://localhost:4010' };
		const request = build(TEXT, { id: '+5511988880001' }, { ...NUMBER, account });
		expect(request.url).toBe(`http://localhost:4010/${GRAPH_VERSION}/106540000000001/messages`);
	});

	it('encodes a sender id, so that it stays one part of the address', () => {
		const request = build(TEXT, { id: '+5511988880001' }, { ...NUMBER, id: '1/../2?x=1#y' });
		expect(request.url).toBe(
			`https://graph.facebook.com/${GRAPH_VERSION}/1%2F..%2F2%3Fx%3D1%23y/messages`,
		);
	});

	it.each([
		['5511988880001', '+5511988880001'],
		['+5511988880001', '+5511988880001'],
		['+55 (11) 98888-0001', '+5511988880001'],
	])('writes the phone number %s as %s', (id, to) => {
		expect(body(TEXT, id)).toMatchObject({ to });
	});

	it.each(['BR.40200000000001', 'ES.ENT.70100000000001'])(
		'addresses the user id %s as recipient and names no phone',
		(id) => {
			const built = body(TEXT, id, '+5511988880001');
			expect(built).toMatchObject({ recipient: id });
			expect(built).not.toHaveProperty('to');
		},
	);

	it.each(['120363000000000001', 'Y2FwaV9ncm91cDox'])(
		'leaves an id that is no phone number as it is: %s',
		(id) => {
			expect(body(TEXT, id)).toMatchObject({ to: id });
		},
	);

	it('sends a login code to the phone when it is known, because a user id cannot get one', () => {
		const code: OutboundMessage = {
			type: 'template',
			name: 'codigo',
			language: 'pt_BR',
			category: 'authentication',
			body: [{ value: '482913' }],
		};
		const built = body(code, 'BR.40200000000001', '+5511988880001');
		expect(built).toMatchObject({ to: '+5511988880001' });
		expect(built).not.toHaveProperty('recipient');
	});

	it('replaces only the recipient of a raw body', () => {
		const raw: OutboundMessage = {
			type: 'raw',
			body: {
				to: '+5511900000000',
				recipient: 'BR.1',
				recipient_type: 'group',
				type: 'new',
				new: {},
			},
		};
		expect(body(raw, '+5511988880001')).toEqual({
			messaging_product: 'whatsapp',
			recipient_type: 'group',
			type: 'new',
			new: {},
			to: '+5511988880001',
		});
	});

	it('never quotes on a reaction', () => {
		const reaction: OutboundMessage = {
			type: 'reaction',
			messageId: 'wamid.A',
			emoji: '👍',
			replyTo: 'wamid.B',
		};
		expect(body(reaction, '+5511988880001')).not.toHaveProperty('context');
	});

	it('says that a file must be uploaded first, instead of sending it as something else', () => {
		const file: OutboundMessage = {
			type: 'image',
			media: { from: 'file', content: Buffer.from('x'), mimeType: 'image/png', fileName: 'x.png' },
		};
		expect(() => body(file, '+5511988880001')).toThrow(/uploaded/);
	});

	it('writes every coordinate as a plain decimal', () => {
		const degrees = fc.double({ min: -180, max: 180, noNaN: true });
		fc.assert(
			fc.property(degrees, degrees, (latitude, longitude) => {
				const built = body({ type: 'location', latitude, longitude }, '+5511988880001');
				const location = built.location as { latitude: string; longitude: string };
				for (const [text, number] of [
					[location.latitude, latitude],
					[location.longitude, longitude],
				] as const) {
					expect(text).toMatch(/^-?\d+(\.\d+)?$/);
					expect(Math.abs(Number(text) - number)).toBeLessThan(1e-6);
				}
			}),
		);
	});

	it('marks as read, and shows typing with the same request', () => {
		const read = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.A' };
		expect(signals.markAsRead(NUMBER, 'wamid.A').json).toEqual(read);
		expect(signals.typing(NUMBER, 'wamid.A').json).toEqual({
			...read,
			typing_indicator: { type: 'text' },
		});
	});
});
