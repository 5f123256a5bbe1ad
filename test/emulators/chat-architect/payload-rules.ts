import { z } from 'zod';

/**
 * Rules for the content of a message (docs/facts/chat-architect.md#messages and
 * docs/facts/chat-architect.md#shapes-from-gupshup), as strict as the documents are clear. A text in Gupshup's own
 * field `text` is refused: ChatArchitect's is `message`, and confusing the two is a common mistake.
 */

const words = z.string().min(1);
const address = z.string().url().startsWith('https://');
const degrees = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]);

const option = z
	.object({
		type: z.literal('text'),
		title: words.max(24),
		description: z.string().max(72).optional(),
		postbackText: words.optional(),
	})
	.strict();

const file = { url: address.optional(), id: words.optional() };

const payload = z.discriminatedUnion('type', [
	z.object({ type: z.literal('text'), message: words.max(4096) }).strict(),
	z
		.object({
			type: z.literal('image'),
			originalUrl: address.optional(),
			previewUrl: address.optional(),
			id: words.optional(),
			caption: words.max(1024).optional(),
		})
		.strict(),
	z.object({ type: z.literal('audio'), ...file }).strict(),
	z.object({ type: z.literal('video'), ...file, caption: words.max(1024).optional() }).strict(),
	z
		.object({
			type: z.literal('file'),
			...file,
			filename: words.optional(),
			caption: words.max(1024).optional(),
		})
		.strict(),
	z
		.object({
			type: z.literal('location'),
			latitude: degrees,
			longitude: degrees,
			name: words.optional(),
			address: words.optional(),
		})
		.strict(),
	z
		.object({
			type: z.literal('contact'),
			contact: z.object({
				name: z.object({ formattedName: words, firstName: words, lastName: words.optional() }),
				phones: z.array(z.object({ phone: words, type: words })).optional(),
				emails: z.array(z.object({ email: words, type: words })).optional(),
				org: z.object({ company: words }).optional(),
			}),
		})
		.strict(),
	z
		.object({
			type: z.literal('quick_reply'),
			msgid: words,
			content: z
				.object({
					type: z.enum(['text', 'image', 'video', 'file']),
					text: words.max(1024),
					header: words.max(60).optional(),
					caption: words.max(60).optional(),
					filename: words.optional(),
					...file,
				})
				.strict(),
			options: z.array(option).min(1).max(3),
		})
		.strict(),
	z
		.object({
			type: z.literal('list'),
			title: z.string().max(60),
			body: words.max(1024),
			footer: words.max(60).optional(),
			msgid: words,
			globalButtons: z.array(z.object({ type: z.literal('text'), title: words.max(20) })).length(1),
			items: z
				.array(z.object({ title: words.max(24), subtitle: words, options: z.array(option).min(1) }))
				.min(1)
				.max(10),
		})
		.strict(),
]);

const template = z.object({ id: words, params: z.array(z.string()) }).strict();

/** Returns the type of the message, or why it is refused. */
export function checkMessage(
	body: Record<string, unknown>,
): { type: string } | { refused: string } {
	if (typeof body.destination !== 'string' || !/^\d{6,15}$/.test(body.destination)) {
		return { refused: 'Invalid Destination' };
	}
	if (body.template !== undefined) {
		return template.safeParse(body.template).success
			? { type: 'template' }
			: { refused: 'Invalid template' };
	}
	const read = payload.safeParse(body.payload);
	if (read.success) return { type: read.data.type };
	const [issue] = read.error.issues;
	return { refused: `Invalid payload: ${issue?.path.join('.') ?? ''} ${issue?.code ?? ''}`.trim() };
}
