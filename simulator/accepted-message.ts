import { z } from 'zod';

import { MAX_DATA_URL_CHARACTERS } from './chat-files';

/**
 * Limits of the simulated platform, which are WhatsApp's. They are checked on the receiving side, so that a message
 * that passes our own guards by mistake is refused as on WhatsApp. A test checks that they equal those of the adapter
 * (`providers/simulator/capabilities.ts`). Lengths are in Unicode code points. An error names the part and its limit,
 * never its text.
 */

const upTo = (characters: number) =>
	z
		.string()
		.min(1, 'must not be empty')
		.refine((text) => [...text].length <= characters, `must have at most ${characters} characters`);

const distinct = (ids: string[]) => new Set(ids).size === ids.length;

export const FILE_COMPLAINT = 'must be an https address or an uploaded file of up to 5 MB';
const isUsableFile = (address: string) =>
	/^https:\/\//i.test(address) ||
	(address.startsWith('data:') && address.length <= MAX_DATA_URL_CHARACTERS);

const media = z.union([
	z
		.object({ from: z.literal('url'), url: z.string().refine(isUsableFile, FILE_COMPLAINT) })
		.passthrough(),
	z.object({ from: z.literal('id'), id: z.string().min(1, 'must not be empty') }).passthrough(),
]);

const header = z.union([
	z.object({ type: z.literal('text'), text: upTo(60) }),
	z.object({ type: z.enum(['image', 'video', 'document']), media }),
]);

const common = { replyTo: z.string().optional(), reference: upTo(512).optional() };
const framed = {
	...common,
	text: upTo(1024),
	header: header.optional(),
	footer: upTo(60).optional(),
};
const file = { ...common, media, caption: upTo(1024).optional() };

const buttons = z
	.array(z.object({ id: upTo(256), title: upTo(20) }))
	.min(1, 'must hold at least 1')
	.max(3, 'must hold at most 3')
	.refine((all) => distinct(all.map(({ id }) => id)), 'must have different ids')
	.refine((all) => distinct(all.map(({ title }) => title)), 'must have different titles');

const sections = z
	.array(
		z.object({
			title: upTo(24).optional(),
			rows: z
				.array(z.object({ id: upTo(200), title: upTo(24), description: upTo(72).optional() }))
				.min(1, 'must hold at least 1'),
		}),
	)
	.min(1, 'must hold at least 1')
	.max(10, 'must hold at most 10')
	.refine((all) => rowsOf(all).length <= 10, 'must have at most 10 rows together')
	.refine((all) => distinct(rowsOf(all).map(({ id }) => id)), 'must have rows with different ids')
	.refine((all) => all.length < 2 || all.every(({ title }) => title), 'must all have a title');

function rowsOf(all: Array<{ rows: Array<{ id: string }> }>): Array<{ id: string }> {
	return all.flatMap(({ rows }) => rows);
}

const coordinate = (limit: number) => z.number().min(-limit).max(limit);

/** Every message that may be sent, by type. Unknown parts pass. */
export const acceptedMessage = z.discriminatedUnion('type', [
	z.object({ type: z.literal('text'), ...common, text: upTo(4096) }),
	z.object({ type: z.literal('image'), ...file }),
	z.object({ type: z.literal('video'), ...file }),
	z.object({ type: z.literal('audio'), ...common, media }),
	z.object({ type: z.literal('document'), ...file }),
	z.object({ type: z.literal('sticker'), ...common, media }),
	z.object({
		type: z.literal('location'),
		...common,
		latitude: coordinate(90),
		longitude: coordinate(180),
	}),
	z.object({
		type: z.literal('contacts'),
		...common,
		contacts: z
			.array(z.object({ name: z.string().min(1, 'must not be empty') }).passthrough())
			.min(1, 'must hold at least 1')
			.max(257, 'must hold at most 257'),
	}),
	z.object({
		type: z.literal('reaction'),
		messageId: z.string().min(1, 'must not be empty'),
		emoji: z.string().max(40, 'must be one emoji'),
	}),
	z.object({ type: z.literal('buttons'), ...framed, buttons }),
	z.object({
		type: z.literal('list'),
		...framed,
		text: upTo(4096),
		buttonText: upTo(20),
		sections,
	}),
	z.object({
		type: z.literal('linkButton'),
		...framed,
		title: upTo(20),
		url: z.string().regex(/^https?:\/\/\S+$/i, 'must be a web address'),
	}),
	z.object({
		type: z.literal('form'),
		...framed,
		buttonText: upTo(20),
		formId: z.string().min(1, 'must not be empty'),
	}),
	z.object({
		type: z.literal('template'),
		...common,
		name: z.string().min(1, 'must not be empty'),
		language: z.string().min(1, 'must not be empty'),
		category: z.enum(['marketing', 'utility', 'authentication']).optional(),
	}),
	z.object({ type: z.literal('locationRequest'), ...common, text: upTo(1024) }),
	z.object({ type: z.literal('raw'), ...common, body: z.record(z.unknown()) }),
]);
export type AcceptedMessage = z.infer<typeof acceptedMessage>;
