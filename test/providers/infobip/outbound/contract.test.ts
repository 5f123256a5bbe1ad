import { adapt } from '../../../../messaging/degradation';
import { checkLimits } from '../../../../messaging/limits';
import type { OutboundMessage } from '../../../../messaging/outbound-message';
import type { HttpRequest } from '../../../../messaging/http';
import type { Channel } from '../../../../messaging/provider-names';
import { infobip } from '../../../../providers/infobip';
import { openApiDocument, type OpenApiDocument } from '../../../contracts/openapi';
import { outboundContract, outboundFixtures } from '../../../contracts/outbound-contract';
import { ACCOUNT, MARTA, pathOf, senderOn } from './account';

const DOCUMENTS: ReadonlyArray<readonly [prefix: string, document: OpenApiDocument | undefined]> = [
	['/whatsapp/', openApiDocument('strict/infobip-whatsapp.strict.json')],
	['/viber/', openApiDocument('strict/infobip-viber.strict.json')],
	['/messages-api/', openApiDocument('strict/infobip-messages-api.strict.json')],
];

outboundContract(infobip, senderOn('whatsapp'), {});

const CHANNELS = ['whatsapp', 'viber', 'sms'] as const satisfies readonly Channel[];
const FULL_ACCOUNT = {
	...ACCOUNT,
	smsSender: 'PadariaSol',
	notifyUrl: 'https://n8n.exemplo.invalid/webhook/x?token=y',
};

/** Returns the requests on a channel, after the message was degraded to its capabilities. */
function requestsOn(channel: Channel): Array<{ name: string; request: HttpRequest }> {
	const capabilities = infobip.capabilities(channel);
	return outboundFixtures().flatMap(({ name, message, to }) => {
		if (message.type === 'raw' && !name.includes('infobip')) return [];
		const adapted = adapt(message, capabilities);
		if ('refused' in adapted || checkLimits(adapted.message, capabilities).length > 0) return [];
		const more: Partial<OutboundMessage> = {
			reference: 'pedido-77',
			failover: { channel: 'sms', text: 'Veja a sua mensagem.' },
		};
		const plain = adapted.message;
		const loaded = { ...plain, ...more, validitySeconds: 3600 } as OutboundMessage;
		return [
			{ name, request: infobip.build(plain, to, senderOn(channel)) },
			{
				name: `${name}, with everything`,
				request: infobip.build(loaded, to, senderOn(channel, FULL_ACCOUNT), 'n8n-send-0001'),
			},
			{
				name: `${name}, with a failover alone`,
				request: infobip.build({ ...plain, ...more } as OutboundMessage, MARTA, senderOn(channel)),
			},
		];
	});
}

function faultsOf(request: HttpRequest): string[] {
	const path = pathOf(request);
	const document = DOCUMENTS.find(([prefix]) => path.startsWith(prefix))?.[1];
	if (document === undefined) throw new Error(`No document covers ${path}`);
	return document.requestFaults('POST', path, request.json);
}

if (DOCUMENTS.every(([, document]) => document !== undefined)) {
	describe.each(CHANNELS)('infobip: bodies checked by the strict documents, on %s', (channel) => {
		const requests = requestsOn(channel);

		it('there are bodies to check', () => {
			expect(requests.length).toBeGreaterThan(60);
		});

		it.each(requests)('accepts $name', ({ request }) => {
			expect(faultsOf(request)).toEqual([]);
		});

		it('refuses every body with a field that does not exist', () => {
			const spoilt = requests.filter(({ request }) => {
				const json = { ...(request.json as object), invented: true };
				return faultsOf({ ...request, json }).length === 0;
			});
			expect(spoilt).toEqual([]);
		});
	});

	describe('infobip: signals checked by the strict document', () => {
		it('accepts a typing indicator', () => {
			const request = infobip.signals.typing(senderOn('whatsapp'), 'wamid.IN', MARTA);
			expect(request.json).toMatchObject({
				events: [{ sender: '551140000000', destinations: [{ to: '5511988880001' }] }],
			});
			expect(faultsOf(request)).toEqual([]);
		});
	});

	describe('infobip: published answers', () => {
		const successes = DOCUMENTS.flatMap(([, document]) =>
			[
				'/whatsapp/1/message/text',
				'/whatsapp/1/message/template',
				'/viber/2/messages',
				'/messages-api/1/messages',
			].flatMap((path) => {
				try {
					const examples = document?.responseExamples('POST', path, '200') ?? {};
					return Object.entries(examples).map(([name, body]) => ({
						name: `${path} ${name}`,
						body,
					}));
				} catch {
					return [];
				}
			}),
		);

		it('there are published answers to read', () => expect(successes.length).toBeGreaterThan(0));

		it.each(successes)('reads $name as sent', ({ body }) => {
			expect(infobip.readResponse({ status: 200, headers: {}, body })).toMatchObject({
				ok: true,
				messageId: expect.stringMatching(/./) as unknown,
			});
		});
	});
}
