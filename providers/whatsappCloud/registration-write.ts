import { z } from 'zod';

import type { Http, HttpRequest } from '../../messaging/http';
import type { ApiResult } from '../../messaging/provider';
import { appMismatch, notConfirmed } from './registration-errors';
import type { Plan } from './registration-plan';
import {
	getTokenApp,
	setAccountAddress,
	setAppSubscription,
	setNumberAddress,
	subscribeWithoutAddress,
} from './registration-requests';
import type { RegistrationSettings } from './registration-settings';
import { fetchJson, type OwnSlot } from './registration-view';
import { OPTIONAL_WEBHOOK_FIELDS } from './webhook-fields';

/** Executes a plan step by step and stops at the first refusal. Every step can be repeated without harm. */

type Steps = ApiResult<{ notices: string[] }>;

/** Meta's code for an unknown parameter, such as a field that it does not offer to this app. */
const INVALID_PARAMETER = '100';

export async function executePlan(
	plan: Extract<Plan, { ok: true }>,
	settings: RegistrationSettings,
	http: Http,
): Promise<Steps> {
	const notices: string[] = [];
	const mismatch = await findAppMismatch(settings, http);
	if (mismatch) return { ok: false, error: mismatch };
	if (plan.app !== 'keep') {
		const subscribed = await subscribeApp(plan.fields, settings, http);
		if (!subscribed.ok) return subscribed;
		notices.push(...subscribed.value.notices);
	}
	if (plan.subscribe) {
		const subscribed = await write(subscribeWithoutAddress(settings), http);
		if (!subscribed.ok) return subscribed;
	}
	if (plan.override) {
		const written = await write(addressRequest(settings, plan.override.slot, settings.url), http);
		if (!written.ok) return written;
	}
	return { ok: true, value: { notices } };
}

/** Builds the request that puts `url` into the slot of the number or of the account. */
export function addressRequest(
	settings: RegistrationSettings,
	slot: OwnSlot,
	url: string,
): HttpRequest {
	return slot === 'number' && settings.numberId !== undefined
		? setNumberAddress(settings, settings.numberId, url)
		: setAccountAddress(settings, url);
}

/** Makes a request whose answer is `{ success: true }`. Status 200 with `success: false` is a refusal. */
export async function write(request: HttpRequest, http: Http): Promise<ApiResult<undefined>> {
	const answer = await fetchJson(request, http);
	if (!answer.ok) return answer;
	if (refusal.safeParse(answer.value).success) {
		return { ok: false, error: notConfirmed() };
	}
	return { ok: true, value: undefined };
}

const refusal = z.object({ success: z.literal(false) });
const tokenApp = z.object({ id: z.union([z.string(), z.number()]).transform(String) });

/**
 * Returns an error if the token belongs to another app. It would subscribe that app and replace its address. All other
 * answers are ignored.
 */
async function findAppMismatch(settings: RegistrationSettings, http: Http) {
	const answer = await fetchJson(getTokenApp(settings), http);
	const app = answer.ok ? tokenApp.safeParse(answer.value) : undefined;
	return app?.success && app.data.id !== settings.appId
		? appMismatch(settings.appId, app.data.id)
		: undefined;
}

/** Subscribes to all fields. If Meta refuses one of the newer ones, subscribes to those that every app has. */
async function subscribeApp(
	fields: readonly string[],
	settings: RegistrationSettings,
	http: Http,
): Promise<Steps> {
	const all = await write(setAppSubscription(settings, fields), http);
	if (all.ok) return { ok: true, value: { notices: [] } };
	const optional: readonly string[] = OPTIONAL_WEBHOOK_FIELDS;
	const fewer = fields.filter((field) => !optional.includes(field));
	if (all.error.code !== INVALID_PARAMETER || fewer.length === fields.length) return all;
	const core = await write(setAppSubscription(settings, fewer), http);
	if (!core.ok) return core;
	return {
		ok: true,
		value: {
			notices: [
				`Meta does not offer these event fields to this app, so they are not subscribed: ${optional.join(', ')}.`,
			],
		},
	};
}
