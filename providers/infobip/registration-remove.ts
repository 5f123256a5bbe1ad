import type { Http } from '../../messaging/http';
import type {
	ApiResult,
	RegistrationMemory,
	RegistrationOutcome,
	RegistrationTarget,
} from '../../messaging/provider';
import {
	deleteProfile,
	deleteSubscription,
	forwardNowhere,
	forwardTo,
} from './registration-requests';
import {
	registrationSettings,
	type Line,
	type RegistrationSettings,
} from './registration-settings';
import { write, writeGone } from './registration-subscribe';
import { asRegistered, previousOf } from './registration-memory';
import {
	isOurAddress,
	lacksScope,
	readLine,
	shownForwarding,
	type Forwarding,
} from './registration-view';

/**
 * Undoes a registration. Deletes subscriptions by their ids, which are ours alone, and the forwarding of a number only
 * while it is ours. Restores the previous forwarding, unless another one has been set since.
 */
export async function removeRegistration(
	target: RegistrationTarget,
	memory: RegistrationMemory | undefined,
	http: Http,
): Promise<RegistrationOutcome> {
	const prepared = registrationSettings(asRegistered(target, memory));
	// Without the settings no registration was possible.
	if (!prepared.ok) return { ok: true, memory: {}, notices: [prepared.error.title] };
	const { settings } = prepared;
	const notices: string[] = [];
	for (const line of settings.lines) {
		const removed =
			settings.way === 'number'
				? await freeNumber(line, memory, settings, http)
				: await unsubscribe(line, memory, settings, http);
		// If the key lacks a scope, nothing was registered.
		if (!removed.ok && (line.required || !lacksScope(removed.error))) return removed;
		notices.push(...(removed.ok ? removed.value : [removed.error.title]));
	}
	return { ok: true, memory: {}, notices };
}

type Done = ApiResult<string[]>;

async function unsubscribe(
	line: Line,
	memory: RegistrationMemory | undefined,
	settings: RegistrationSettings,
	http: Http,
): Promise<Done> {
	const id = memory?.[line.channel] ?? (memory === undefined ? line.subscriptionId : undefined);
	const restored = await restore(line, memory, settings, http);
	if (!restored.ok || id === undefined) return restored;
	const subscription = await writeGone(deleteSubscription(line.channel, id, settings), http);
	if (!subscription.ok) return subscription;
	const profile = await writeGone(deleteProfile(id, settings), http);
	return profile.ok ? restored : profile;
}

/** Restores the previous forwarding before anything is removed, so that no message is lost in between. */
async function restore(
	line: Line,
	memory: RegistrationMemory | undefined,
	settings: RegistrationSettings,
	http: Http,
): Promise<Done> {
	const previous = previousOf(line, memory);
	if (previous === undefined) return { ok: true, value: [] };
	const view = await readLine(line, settings, http);
	if (!view.ok) return view;
	const { catchAll } = view.value.forwarding;
	if (catchAll) return { ok: true, value: [leftAlone(previous, catchAll)] };
	const written = await write(forwardTo(line, previous, settings), http);
	return written.ok ? { ok: true, value: [] } : written;
}

async function freeNumber(
	line: Line,
	memory: RegistrationMemory | undefined,
	settings: RegistrationSettings,
	http: Http,
): Promise<Done> {
	const view = await readLine(line, settings, http);
	if (!view.ok) return view;
	const { catchAll, refusal } = view.value.forwarding;
	if (refusal) return { ok: false, error: refusal };
	const previous = previousOf(line, memory);
	if (catchAll && !isOurAddress(catchAll.url, settings)) {
		return { ok: true, value: previous ? [leftAlone(previous, catchAll)] : [] };
	}
	if (catchAll === undefined) return { ok: true, value: [] };
	const written = await write(
		previous ? forwardTo(line, previous, settings) : forwardNowhere(line, settings),
		http,
	);
	return written.ok ? { ok: true, value: [] } : written;
}

function leftAlone(previous: Forwarding, now: Forwarding): string {
	return `The earlier address ${shownForwarding(previous)} was not restored, because the number forwards to ${shownForwarding(now)} by now.`;
}
