import { createHmac } from 'node:crypto';

import { errorName } from '../http-port';
import { record, text } from './calls';
import type { World } from './world';

/** Webhooks on their way out: which address, which bytes, which signature, how often. */

export interface Delivery {
	/** Whether the address answered 200 in the end. */
	delivered: boolean;
	/** Absent when there was no address to send to; then `reason` says why. */
	url?: string;
	/** HTTP status of the last attempt. */
	status?: number;
	responseText?: string;
	attempts: number;
	reason?: string;
	/** Duration of the last attempt. */
	durationMilliseconds?: number;
}

/** `valid` unless a test forges a webhook. */
export type Signature = 'valid' | 'wrong' | 'missing';

/**
 * Fields that go to the address of the number or account; all others go to the app
 * (docs/facts/whatsapp-cloud.md#webhook-addresses).
 */
const HONOURS_OVERRIDE = new Set([
	'messages',
	'message_echoes',
	'calls',
	'consumer_profile',
	'messaging_handovers',
	'smb_message_echoes',
	'smb_app_state_sync',
	'history',
	'account_settings_update',
]);
const DEFAULT_TIMEOUT_MILLISECONDS = 10_000;

/** Returns where a field of a number goes now, or why it goes nowhere. */
export function callbackFor(
	world: World,
	field: string,
	numberId: string | undefined,
): { url: string } | { reason: string } {
	const subscription = world.accountApps.get(world.appId);
	if (!subscription) return { reason: 'the account is not subscribed to the app' };
	if (!world.app) return { reason: 'the app has no subscription' };
	if (!world.app.fields.includes(field)) {
		return { reason: `the app is not subscribed to ${field}` };
	}
	if (!HONOURS_OVERRIDE.has(field)) return { url: world.app.callbackUrl };
	const number = numberId === undefined ? undefined : world.numbers.get(numberId);
	return {
		url: number?.overrideCallbackUri ?? subscription.overrideCallbackUri ?? world.app.callbackUrl,
	};
}

/** Sends one webhook; again as often as the options say. Never throws. */
export async function deliver(
	body: unknown,
	world: World,
	signature: Signature,
	sleep: (milliseconds: number) => Promise<void>,
	stopped: AbortSignal,
): Promise<Delivery> {
	const { field, numberId } = firstChange(body);
	const target = callbackFor(world, field, numberId);
	if ('reason' in target) return { delivered: false, attempts: 0, reason: target.reason };
	const bytes = wireForm(body);
	const attempts = 1 + (world.options.redeliver?.attempts ?? 0);
	let last: Delivery = { delivered: false, attempts: 0 };
	for (let attempt = 1; attempt <= attempts && !stopped.aborted; attempt += 1) {
		if (attempt > 1) await sleep(world.options.redeliver?.delayMilliseconds ?? 0);
		last = { ...(await post(target.url, bytes, world, signature, stopped)), attempts: attempt };
		if (last.delivered) break;
	}
	return last;
}

/** Returns the bytes as Meta writes them, with everything beyond ASCII escaped in lower case, and slashes escaped. */
export function wireForm(body: unknown): Buffer {
	const escaped = JSON.stringify(body)
		.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.replaceAll('/', '\\/');
	return Buffer.from(escaped, 'utf8');
}

/** Returns the header with the signature of the bytes. */
export function signatureOf(bytes: Buffer, secret: string): string {
	return `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
}

async function post(
	url: string,
	bytes: Buffer,
	world: World,
	signature: Signature,
	stopped: AbortSignal,
): Promise<Omit<Delivery, 'attempts'>> {
	const started = performance.now();
	const secret = signature === 'wrong' ? 'somebody-elses-secret' : world.appSecret;
	const timeout = world.options.webhookTimeoutMilliseconds ?? DEFAULT_TIMEOUT_MILLISECONDS;
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				'user-agent': 'facebookexternalua',
				...(signature === 'missing' ? {} : { 'x-hub-signature-256': signatureOf(bytes, secret) }),
			},
			body: new Uint8Array(bytes),
			redirect: 'manual',
			signal: AbortSignal.any([AbortSignal.timeout(timeout), stopped]),
		});
		const responseText = await response.text();
		return {
			delivered: response.status === 200,
			url,
			status: response.status,
			responseText,
			durationMilliseconds: performance.now() - started,
		};
	} catch (error) {
		const reason = errorName(error);
		return { delivered: false, url, reason, durationMilliseconds: performance.now() - started };
	}
}

/** Returns the change that decides about the address: the first one of the webhook. */
function firstChange(body: unknown): { field: string; numberId?: string } {
	const entries = record(body).entry;
	const changes = record(Array.isArray(entries) ? entries[0] : undefined).changes;
	const change = record(Array.isArray(changes) ? changes[0] : undefined);
	const numberId = text(record(record(change.value).metadata).phone_number_id);
	return {
		field: text(change.field) ?? 'messages',
		...(numberId === undefined ? {} : { numberId }),
	};
}
