import { blip } from '../../../providers/blip';
import { openApiDocument } from '../../contracts/openapi';
import { outboundContract, outboundFixtures } from '../../contracts/outbound-contract';
import { MARTA, ROUTER } from './bot';

outboundContract(blip, ROUTER, {});

const SUBSET = openApiDocument('whatsapp-cloud-contract-subset.unofficial.yaml');
const PATH = '/{Version}/{PhoneNumberId}/messages';

/** Native bodies, to which Blip adds only address and product. */
const native = outboundFixtures()
	.filter((fixture) => 'blip' in fixture.bodies)
	.flatMap(({ name, message, to }) => {
		const { type, content } = blip.build(message, to, ROUTER).json as Record<string, unknown>;
		return type === 'application/json'
			? [{ name, content: content as Record<string, unknown> }]
			: [];
	});

if (SUBSET) {
	const faults = (content: Record<string, unknown>) =>
		SUBSET.requestFaults('POST', PATH, {
			messaging_product: 'whatsapp',
			to: '+5511988880001',
			...content,
		});

	describe("blip: native bodies checked by WhatsApp's contract subset", () => {
		it('the adapter has bodies of every kind that is native', () => {
			const kinds = new Set(native.map(({ content }) => content.type));
			expect([...kinds].sort()).toEqual([
				'audio',
				'contacts',
				'image',
				'interactive',
				'reaction',
				'sticker',
				'template',
			]);
		});

		it.each(native)('accepts $name', ({ content }) => {
			expect(faults(content)).toEqual([]);
		});

		it.each(native)('refuses $name when its content is missing', ({ content }) => {
			const { [String(content.type)]: _content, ...rest } = content;
			expect(faults(rest)).not.toEqual([]);
		});

		it.each(native)('names neither product nor recipient in $name', ({ content }) => {
			expect(content).not.toHaveProperty('messaging_product');
			expect(content).not.toHaveProperty('to');
			expect(content).not.toHaveProperty('recipient');
		});
	});
}

describe('blip: build', () => {
	it('posts to the endpoint of the contract, whatever part of it was copied', () => {
		for (const baseUrl of [
			'https://acme.http.msging.net',
			'https://acme.http.msging.net/',
			'https://acme.http.msging.net/messages',
			'https://acme.http.msging.net/commands/',
		]) {
			const from = { ...ROUTER, account: { baseUrl } };
			expect(blip.build({ type: 'text', text: 'Oi' }, { id: MARTA }, from)).toMatchObject({
				method: 'POST',
				url: 'https://acme.http.msging.net/messages',
			});
		}
	});

	it('gives the message the id of the send, under which Blip reports its outcome', () => {
		const request = blip.build({ type: 'text', text: 'Oi' }, { id: MARTA }, ROUTER, 'send-1');
		expect(request.json).toMatchObject({ id: 'send-1', to: MARTA });
		expect(request.json).not.toHaveProperty('from');
	});

	it('lets no raw body choose its recipient or its sender', () => {
		const body = {
			id: 'x',
			to: 'somebody@wa.gw.msging.net',
			from: 'other@msging.net',
			pp: 'p@msging.net',
			type: 'text/plain',
			content: 'Oi',
			metadata: { a: '1', b: 2 },
		};
		const request = blip.build({ type: 'raw', body }, { id: MARTA }, ROUTER, 'send-1');
		expect(request.json).toEqual({
			id: 'send-1',
			to: MARTA,
			type: 'text/plain',
			content: 'Oi',
			metadata: { a: '1' },
		});
	});
});
