import { randomUUID } from 'node:crypto';

import { signatureOf, wireForm } from '../test/emulators/whatsapp-cloud/deliveries';
import { inboundMessage, messagesBody } from '../test/emulators/whatsapp-cloud/webhook-bodies';
import { addCustomer, type World } from '../test/emulators/whatsapp-cloud/world';
import { APP_SECRET } from './benchmarked-n8n';

/** Requests of a client that tries to keep n8n busy. Each round uses new ids, because a repeated event costs nothing. */

export type Target = 'whatsapp' | 'simulator' | 'manyKeywords' | 'longPhrase';

export interface HostileRequest {
	method: 'GET' | 'POST';
	/** Added to the address of the target. */
	query?: string;
	headers?: Record<string, string>;
	body?: Buffer;
}

export interface HostileInput {
	name: string;
	target: Target;
	requests: () => HostileRequest[];
	/** Whether n8n works for minutes on its executions. A flood is measured once, and only while they start. */
	isFlood?: boolean;
}

const MANY_ENTRIES = 1_000_000;
const MANY_MESSAGES = 1_000;
const PICTURES = 40;
const PICTURE_BYTES = 5 * 1024 * 1024;
/** One character that text folding turns into four. */
const QUADRUPLE_PRIME = '\u2057';

export function hostileInputs(world: World): HostileInput[] {
	const whatsApp = (name: string, requests: () => HostileRequest[]): HostileInput => ({
		name,
		target: 'whatsapp',
		requests,
	});
	const simulator = (name: string, requests: () => HostileRequest[]): HostileInput => ({
		name,
		target: 'simulator',
		requests,
	});
	const primes = (count: number) => `a${QUADRUPLE_PRIME.repeat(count)}a`;
	return [
		whatsApp('an ordinary message', () => [whatsAppText(world, 'Oi! Onde está o meu pedido?')]),
		whatsApp('a text of 4,094 × U+2057', () => [whatsAppText(world, primes(4_094))]),
		simulator('a text of 10,000 × U+2057, in the Simulator', () => [simulatorText(primes(10_000))]),
		{
			name: 'a message against 20,000 similar keywords',
			target: 'manyKeywords',
			requests: () => [simulatorText(similarWords())],
		},
		{
			name: 'a text of 16,000 words against a phrase of 2,000 words',
			target: 'longPhrase',
			requests: () => [simulatorText('a '.repeat(16_000))],
		},
		simulator('unauthenticated requests for the page, the chat and a file', () => [
			{ method: 'GET', query: '?file=00000000-0000-4000-8000-000000000000' },
			{ method: 'GET' },
			posted({ route: 'state', after: 0, customers: [] }, { origin: 'https://foreign.example' }),
		]),
		simulator(`${PICTURES} pictures of 5 MB, then the chat`, () => [
			...Array.from({ length: PICTURES }, picture),
			posted({ route: 'state', after: 0, customers: [] }),
		]),
		simulator('malformed contacts', () =>
			['x', [null], [{ name: 'Ana', phones: 'x' }]].map((contacts) =>
				posted(simulatorMessage({ type: 'contacts', contacts })),
			),
		),
		whatsApp(`${MANY_ENTRIES} empty entries`, () => [
			signed(
				Buffer.from(`{"object":"whatsapp_business_account","entry":[${empty(MANY_ENTRIES)}]}`),
			),
		]),
		simulator(`${MANY_ENTRIES} empty events`, () => [
			postedText(`{"events":[${empty(MANY_ENTRIES)}]}`),
		]),
		whatsApp('a handshake with array parameters', () => [
			{
				method: 'GET',
				query: '?hub.mode[]=subscribe&hub.verify_token[]=guess&hub.challenge[]=1',
			},
		]),
		simulator('texts nested 4,000 and 100,000 deep', () =>
			[4_000, 100_000].map((levels) =>
				postedText(
					JSON.stringify(simulatorMessage({ type: 'text', text: 'nested' })).replace(
						'"nested"',
						`${'['.repeat(levels)}${']'.repeat(levels)}`,
					),
				),
			),
		),
		{
			...whatsApp(`a batch of ${MANY_MESSAGES} messages`, () => [
				signed(wireForm(batch(world, MANY_MESSAGES))),
			]),
			isFlood: true,
		},
	];
}

/** Returns keywords that share seven letters. */
export function similarKeywords(count: number): string[] {
	return Array.from({ length: count }, (_, index) => `abcdefg${letters(index * 97)}`);
}

/** Returns five letters, different for each number. */
function letters(number: number): string {
	return Array.from({ length: 5 }, (_, place) =>
		String.fromCharCode(97 + (Math.floor(number / 26 ** place) % 26)),
	).join('');
}

function similarWords(): string {
	return Array.from({ length: 300 }, (_, index) => `abcdefg${letters(index * 9_973)}zz`).join(' ');
}

function empty(count: number): string {
	return Array.from({ length: count }, () => '{}').join(',');
}

function whatsAppText(world: World, text: string): HostileRequest {
	return signed(wireForm(batch(world, 1, text)));
}

function batch(world: World, count: number, text = 'Oi! Onde está o meu pedido?') {
	const [number] = world.numbers.values();
	if (number === undefined) throw new Error('The emulator has no number');
	const messages = Array.from({ length: count }, (_, index) => {
		const phone = `55119777${String(index).padStart(5, '0')}`;
		const customer = addCustomer(world, { phone, name: 'Ana' });
		return inboundMessage(world, customer, { from: phone, text, id: `wamid.${randomUUID()}` });
	});
	return messagesBody(world, number, messages);
}

function signed(body: Buffer): HostileRequest {
	const headers = {
		'content-type': 'application/json',
		'x-hub-signature-256': signatureOf(body, APP_SECRET),
	};
	return { method: 'POST', headers, body };
}

function simulatorMessage(message: Record<string, unknown>) {
	const id = `sim.in.5511988880001.${randomUUID()}`;
	return { type: 'message', id, customer: { id: '+5511988880001', name: 'Marta' }, message };
}

function simulatorText(text: string): HostileRequest {
	return posted(simulatorMessage({ type: 'text', text }));
}

function picture(): HostileRequest {
	const content = `data:image/png;base64,${Buffer.alloc(PICTURE_BYTES, randomUUID()).toString('base64')}`;
	const media = { content, mimeType: 'image/png', fileName: 'p.png', sizeBytes: PICTURE_BYTES };
	return posted(simulatorMessage({ type: 'image', text: '', media }));
}

function posted(body: unknown, headers?: Record<string, string>): HostileRequest {
	return postedText(JSON.stringify(body), headers);
}

function postedText(body: string, headers: Record<string, string> = {}): HostileRequest {
	return {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: Buffer.from(body),
	};
}
