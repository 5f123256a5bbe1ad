import type { Http } from '../../messaging/http';
import type {
	RegistrationOutcome,
	RegistrationState,
	RegistrationTarget,
	WebhookRegistration,
} from '../../messaging/provider';
import { sameAddress, shownAddress } from '../../messaging/shown-address';
import { appMismatch, notInEffect } from './registration-errors';
import { moveRegistration } from './registration-move';
import {
	addressInEffect,
	isOurs,
	planRegistration,
	type Plan,
	type Wish,
} from './registration-plan';
import { removeRegistration } from './registration-remove';
import { registrationSettings, type RegistrationSettings } from './registration-settings';
import { readNumberAddresses, readView, type RegistrationView } from './registration-view';
import { executePlan } from './registration-write';
import { CORE_WEBHOOK_FIELDS } from './webhook-fields';

/**
 * Registers the trigger's address at Meta. Three conditions must hold before a message arrives. The app is subscribed
 * to WhatsApp events; the WhatsApp Business Account sends its events to the app; the most specific address (number,
 * account, app) is ours (docs/facts/whatsapp-cloud.md#webhook-addresses). Meta calls the address while it is being set.
 */
export const registration: WebhookRegistration = {
	async check(target, http): Promise<RegistrationState> {
		const prepared = registrationSettings(target);
		if (!prepared.ok) return { state: 'failed', error: prepared.error };
		const view = await readView(prepared.settings, http);
		if (!view.ok) return { state: 'failed', error: view.error };
		const plan = planRegistration(view.value, wishOf(target, prepared.settings));
		if (plan.ok) {
			if (isInPlace(plan, view.value)) return { state: 'registered' };
			return { state: 'missing', ...(plan.beside && { instead: plan.beside }) };
		}
		return plan.foreignUrl === undefined
			? { state: 'failed', error: plan.error }
			: { state: 'foreign', url: shownAddress(plan.foreignUrl) };
	},

	async create(target, http): Promise<RegistrationOutcome> {
		const prepared = registrationSettings(target);
		if (!prepared.ok) return prepared;
		const { settings } = prepared;
		const view = await readView(settings, http);
		if (!view.ok) return view;
		const plan = planRegistration(view.value, wishOf(target, settings));
		if (!plan.ok) return { ok: false, error: plan.error };
		const memory = memoryOf(plan, view.value, settings);
		const done = await executePlan(plan, settings, http);
		if (!done.ok) return { ...done, memory };
		const verified = await verify(settings, target.ours, http);
		if (!verified.ok) return { ...verified, memory };
		return {
			ok: true,
			memory,
			notices: [
				...done.value.notices,
				...verified.notices,
				...planNotices(plan, view.value, settings, target.ours),
				...(await numberNotices(settings, target.ours, http)),
			],
		};
	},

	remove: removeRegistration,
	move: moveRegistration,
};

function wishOf(target: RegistrationTarget, settings: RegistrationSettings): Wish {
	return {
		url: settings.url,
		ours: target.ours,
		numberWanted: settings.numberId !== undefined,
		replaceForeign: target.replaceForeign,
		test: target.test,
	};
}

/** Returns whether the registration is complete. Fields that Meta may not offer to this app are not needed. */
function isInPlace(plan: Extract<Plan, { ok: true }>, view: RegistrationView): boolean {
	if (plan.override !== undefined || plan.subscribe || plan.app === 'create') return false;
	if (plan.app === 'keep') return true;
	return (
		view.app?.active === true &&
		CORE_WEBHOOK_FIELDS.every((field) => view.app?.fields.includes(field))
	);
}

async function verify(
	settings: RegistrationSettings,
	ours: readonly string[],
	http: Http,
): Promise<{ ok: true; notices: string[] } | Extract<RegistrationOutcome, { ok: false }>> {
	const view = await readView(settings, http);
	if (!view.ok) {
		return {
			ok: true,
			notices: [
				`Meta accepted the address, but it could not be read back: ${view.error.title}. Send a message to the number to see whether it arrives.`,
			],
		};
	}
	if (!view.value.subscribed) return { ok: false, error: appMismatch(settings.appId, undefined) };
	const inEffect = addressInEffect(view.value, settings.numberId !== undefined);
	return inEffect && isOurs(inEffect.url, { url: settings.url, ours })
		? { ok: true, notices: [] }
		: { ok: false, error: notInEffect(inEffect?.url) };
}

/**
 * Returns the memory. `app`: `ours` when the app's own address is this trigger's. `slot`: the other place of the
 * address, with `numberId` for a number. `previous`: the address that was replaced there.
 */
function memoryOf(
	plan: Extract<Plan, { ok: true }>,
	view: RegistrationView,
	settings: RegistrationSettings,
): Record<string, string | undefined> {
	const standing = addressInEffect(view, settings.numberId !== undefined);
	const isOwn = standing !== undefined && sameAddress(standing.url, settings.url);
	const standingSlot = isOwn && standing.slot !== 'app' ? standing.slot : undefined;
	const slot = plan.override?.slot ?? standingSlot;
	return {
		...(plan.app !== 'keep' || sameAddress(view.app?.url, settings.url) ? { app: 'ours' } : {}),
		...(slot ? { slot } : {}),
		...(slot === 'number' ? { numberId: settings.numberId } : {}),
		...(plan.override?.previous ? { previous: plan.override.previous } : {}),
		...(plan.beside ? { beside: plan.beside } : {}),
	};
}

function planNotices(
	plan: Extract<Plan, { ok: true }>,
	view: RegistrationView,
	settings: RegistrationSettings,
	ours: readonly string[],
): string[] {
	const notices: string[] = [];
	if (plan.override?.previous) {
		notices.push(
			`This trigger now gets the events that went to ${shownAddress(plan.override.previous)} before.`,
		);
	}
	if (view.app && !isOurs(view.app.url, { url: settings.url, ours })) {
		notices.push(
			`Messages and statuses come here. Events about templates, quality and the account, and opt-outs in WhatsApp's own menu, go to the app's address: ${shownAddress(view.app.url)}.`,
		);
		if (!view.app.active) {
			notices.push(
				"Meta shows the app's webhook as inactive. If nothing arrives, switch it on in the App Dashboard under WhatsApp > Configuration.",
			);
		}
	}
	return notices;
}

/**
 * Returns notices about numbers with their own address, whose messages a trigger for the whole account does not get.
 */
async function numberNotices(
	settings: RegistrationSettings,
	ours: readonly string[],
	http: Http,
): Promise<string[]> {
	if (settings.numberId !== undefined) return [];
	const numbers = await readNumberAddresses(settings, http);
	if (!numbers.ok) return [];
	return numbers.value
		.filter((number) => !isOurs(number.url, { url: settings.url, ours }))
		.map(
			(number) =>
				`Messages to ${number.label} go to that number's own address: ${shownAddress(number.url)}.`,
		);
}
