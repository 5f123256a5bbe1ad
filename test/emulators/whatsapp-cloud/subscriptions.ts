import { randomInt } from 'node:crypto';

import { errorName } from '../http-port';
import { record, text, type Call, type Reply } from './calls';
import { GraphRefusal, refusals } from './graph-errors';
import type { NumberState, World } from './world';

/**
 * The three places where Meta keeps a callback address, with the rules of each
 * (docs/facts/whatsapp-cloud.md#webhook-addresses). Before Meta keeps an address, it sends a challenge to it.
 */

const SUCCESS: Reply = { status: 200, body: { success: true } };
const WHATSAPP_OBJECT = 'whatsapp_business_account';
const MAX_OVERRIDE_CHARACTERS = 200;
const CHALLENGE_TIMEOUT_MILLISECONDS = 5_000;

/** Answers `/{app}/subscriptions`. A new POST overwrites address and fields. */
export async function appSubscriptions(call: Call, world: World): Promise<Reply> {
	const body = { ...call.query, ...record(call.body) };
	if (call.method === 'GET') {
		const data = world.app
			? [
					{
						object: WHATSAPP_OBJECT,
						callback_url: world.app.callbackUrl,
						active: true,
						fields: world.app.fields.map((name) => ({ name, version: 'v25.0' })),
					},
				]
			: [];
		return { status: 200, body: { data } };
	}
	if (body.object !== WHATSAPP_OBJECT) throw refusals.invalid('object is required');
	if (call.method === 'DELETE') {
		delete world.app;
		return SUCCESS;
	}
	if (call.method !== 'POST') throw refusals.unsupported(call.method);
	const callbackUrl = text(body.callback_url);
	const verifyToken = text(body.verify_token);
	const fields = text(body.fields)?.split(',');
	if (!callbackUrl || !verifyToken || !fields) {
		throw refusals.invalid('callback_url, verify_token and fields are required');
	}
	const unknown = fields.find((field) => world.options.refusedFields?.includes(field));
	if (unknown) throw refusals.invalid(`Param fields must be valid: ${unknown}`);
	await challenge(callbackUrl, verifyToken, world);
	world.app = { callbackUrl, fields };
	return SUCCESS;
}

/** Answers `/{account}/subscribed_apps`. A POST without a body subscribes, and removes the account's own address. */
export async function accountApps(call: Call, world: World): Promise<Reply> {
	if (call.method === 'GET') {
		const data = [...world.accountApps].map(([id, app]) => ({
			whatsapp_business_api_data: { id, name: app.name, link: `https://example.com/app/${id}` },
			...(app.overrideCallbackUri ? { override_callback_uri: app.overrideCallbackUri } : {}),
		}));
		return { status: 200, body: { data } };
	}
	if (call.method === 'DELETE') {
		world.accountApps.delete(world.tokenAppId);
		return SUCCESS;
	}
	if (call.method !== 'POST') throw refusals.unsupported(call.method);
	const url = text(record(call.body).override_callback_uri);
	if (url === undefined) {
		world.accountApps.set(world.tokenAppId, { name: 'Emulated app' });
		return SUCCESS;
	}
	const app = world.accountApps.get(world.tokenAppId);
	if (!app) throw refusals.notSubscribed();
	await checkOverride(url, record(call.body).verify_token, world);
	app.overrideCallbackUri = url;
	return SUCCESS;
}

/** Answers POST `/{number}` with `webhook_configuration`. An empty address removes it. */
export async function setNumberAddress(
	call: Call,
	world: World,
	number: NumberState,
): Promise<Reply> {
	const configuration = record(record(call.body).webhook_configuration);
	const url = configuration.override_callback_uri;
	if (url === '') {
		delete number.overrideCallbackUri;
		return SUCCESS;
	}
	if (typeof url !== 'string') throw refusals.invalid('webhook_configuration is required');
	if (!world.accountApps.has(world.tokenAppId)) throw refusals.notSubscribed();
	await checkOverride(url, configuration.verify_token, world);
	number.overrideCallbackUri = url;
	return SUCCESS;
}

/** Returns the addresses of a number, as its `webhook_configuration` shows them. */
export function webhookConfiguration(number: NumberState, world: World): Record<string, string> {
	const account = world.accountApps.get(world.appId)?.overrideCallbackUri;
	return {
		...(number.overrideCallbackUri ? { phone_number: number.overrideCallbackUri } : {}),
		...(account ? { whatsapp_business_account: account } : {}),
		...(world.app ? { application: world.app.callbackUrl } : {}),
	};
}

async function checkOverride(url: string, verifyToken: unknown, world: World): Promise<void> {
	if (url.length > MAX_OVERRIDE_CHARACTERS) {
		throw refusals.invalid(`override_callback_uri: at most ${MAX_OVERRIDE_CHARACTERS} characters`);
	}
	const token = text(verifyToken);
	if (!token) throw refusals.invalid('verify_token is required');
	await challenge(url, token, world);
}

/** Calls the address as Meta does; throws the refusal when it does not repeat the challenge. */
async function challenge(callbackUrl: string, verifyToken: string, world: World): Promise<void> {
	if (!URL.canParse(callbackUrl)) throw refusals.invalid('callback_url must be a valid URL');
	const url = new URL(callbackUrl);
	if (world.options.requireHttpsCallbacks && url.protocol !== 'https:') {
		throw refusals.invalid('callback_url must use https');
	}
	const expected = String(randomInt(1_000_000_000, 2_000_000_000));
	url.searchParams.set('hub.mode', 'subscribe');
	url.searchParams.set('hub.challenge', expected);
	url.searchParams.set('hub.verify_token', verifyToken);
	const failure = await callback(url, expected);
	if (failure) throw failure;
}

async function callback(url: URL, expected: string): Promise<GraphRefusal | undefined> {
	try {
		const response = await fetch(url, {
			redirect: 'manual',
			signal: AbortSignal.timeout(CHALLENGE_TIMEOUT_MILLISECONDS),
		});
		const received = await response.text();
		if (response.status !== 200) {
			return refusals.callbackFailed(
				`HTTP Status Code = ${response.status}; HTTP Message = ${response.statusText}`,
			);
		}
		return received === expected
			? undefined
			: refusals.callbackFailed('The response does not match the challenge.');
	} catch (error) {
		return refusals.callbackFailed(
			errorName(error) === 'TimeoutError'
				? 'curl_errno = 28; curl_error = Operation timed out'
				: 'curl_errno = 7; curl_error = Could not connect',
		);
	}
}
