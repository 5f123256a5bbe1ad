import { capabilities } from '../../../../providers/whatsappCloud/capabilities';
import { build } from '../../../../providers/whatsappCloud/build';
import { explainError } from '../../../../providers/whatsappCloud/errors';
import { readResponse } from '../../../../providers/whatsappCloud/response';
import { signals } from '../../../../providers/whatsappCloud/signals';
import { openApiDocument, type OpenApiDocument } from '../../../contracts/openapi';
import { outboundContract, type RequestSchema } from '../../../contracts/outbound-contract';
import { NUMBER } from './number';

const SUBSET = openApiDocument('whatsapp-cloud-contract-subset.unofficial.yaml');
const OFFICIAL = openApiDocument('whatsapp-business-messaging-api_v23.0.yaml', {
	mergeAllOf: true,
});

const SUBSET_PATH = '/{Version}/{PhoneNumberId}/messages';
const OFFICIAL_PATH = '/{Version}/{Phone-Number-ID}/messages';

/**
 * Messages that the official document refuses although Meta accepts them
 * (docs/facts/whatsapp-cloud.md#openapi-document).
 */
const COVERED_BY_OFFICIAL: ReadonlySet<string> = new Set([
	'text',
	'image-by-url',
	'image-by-id',
	'video',
	'audio',
	'voice',
	'document',
	'sticker',
	'location',
	'reaction',
	'reaction-removed',
	'buttons',
	'buttons-with-text-header',
	'buttons-with-document-header',
	'list',
	'list-of-one-section',
	'form',
	'form-draft-by-name',
]);

function schemaOf(
	document: OpenApiDocument | undefined,
	path: string,
	covers: RequestSchema['covers'],
): RequestSchema | undefined {
	return document && { document, path, covers };
}

outboundContract({ name: 'whatsappCloud', build, capabilities }, NUMBER, {
	'the contract subset': schemaOf(SUBSET, SUBSET_PATH, () => true),
	'the official document': schemaOf(OFFICIAL, OFFICIAL_PATH, ({ name }) =>
		COVERED_BY_OFFICIAL.has(name),
	),
});

if (SUBSET) {
	describe('whatsappCloud: signals and answers checked by the contract subset', () => {
		it.each([
			['a read mark', signals.markAsRead(NUMBER, 'wamid.INVENTED1')],
			['a typing sign', signals.typing(NUMBER, 'wamid.INVENTED1')],
		])('accepts %s', (_name, request) => {
			expect(SUBSET.requestFaults('POST', SUBSET_PATH, request.json)).toEqual([]);
		});

		it('reads every documented answer to a send as sent', () => {
			const answers = SUBSET.responseExamples('POST', SUBSET_PATH, '200');
			const sends = Object.entries(answers).filter(
				([, body]) => typeof body === 'object' && body !== null && 'messages' in body,
			);
			expect(sends.length).toBeGreaterThan(1);
			for (const [name, body] of sends) {
				expect({ name, result: readResponse({ status: 200, headers: {}, body }) }).toMatchObject({
					name,
					result: { ok: true, messageId: expect.stringMatching(/^wamid\./) as unknown },
				});
			}
		});

		it.each(['400', '401', '403', '404', '500', '503'])(
			'knows every documented error of HTTP %s by its code',
			(status) => {
				const examples = Object.entries(SUBSET.responseExamples('POST', SUBSET_PATH, status));
				expect(examples.length).toBeGreaterThan(0);
				for (const [name, body] of examples) {
					const error = explainError({
						kind: 'refused',
						status: Number(status),
						headers: {},
						body,
					});
					expect(`e${error.code}`).toBe(name);
					expect(error.title).not.toMatch(/refused the message|internal error/);
					expect(error.traceId).toBeDefined();
				}
			},
		);
	});
}
