import type { Http } from '../../messaging/http';
import type {
	ApiResult,
	MovedAddress,
	RegistrationMemory,
	RegistrationOutcome,
	RegistrationTarget,
} from '../../messaging/provider';
import { sameAddress } from '../../messaging/shown-address';
import { asRegistered, memoryOf, previousOf } from './registration-memory';
import { removeRegistration } from './registration-remove';
import { forwardToUs } from './registration-requests';
import {
	registrationSettings,
	type Line,
	type RegistrationSettings,
} from './registration-settings';
import { subscribe, write } from './registration-subscribe';
import { readLine, withoutQuery, type LineView } from './registration-view';

/**
 * Adds the target's address next to the leaving one, then removes the leaving one. For a moment both get the events, so
 * that none is lost. A forwarding is overwritten in one step, and only while it goes to the leaving address.
 */
export async function moveRegistration(
	given: RegistrationTarget,
	from: MovedAddress,
	memory: RegistrationMemory,
	http: Http,
): Promise<RegistrationOutcome> {
	const target = asRegistered(given, memory);
	const prepared = registrationSettings(target);
	if (!prepared.ok) return prepared;
	const { settings } = prepared;
	let inherited: RegistrationMemory = { way: settings.way, sender: settings.sender ?? '' };
	let left: RegistrationMemory = { ...memory };
	for (const line of settings.lines) {
		const view = await readLine(line, settings, http);
		if (!view.ok) {
			if (line.required) return view;
			continue;
		}
		const placed = await place(line, view.value, from, settings, http);
		if (!placed.ok && line.required) return placed;
		// A line that failed is recorded, too, because its answer may have been lost.
		const previous = placed.ok ? previousOf(line, memory) : undefined;
		inherited = { ...inherited, ...memoryOf(line, previous) };
		if (placed.ok) left = withoutPrevious(left, line.channel);
	}
	const leaving = { ...target, url: from.url, webhookToken: from.webhookToken };
	const removed = await removeRegistration(leaving, left, http);
	return removed.ok ? { ok: true, memory: inherited, notices: [] } : removed;
}

async function place(
	line: Line,
	view: LineView,
	from: MovedAddress,
	settings: RegistrationSettings,
	http: Http,
): Promise<ApiResult<unknown>> {
	if (settings.way === 'subscription') return await subscribe(line, view, settings, false, http);
	const { catchAll } = view.forwarding;
	const stands = sameAddress(withoutQuery(catchAll?.url), withoutQuery(from.url));
	return stands ? await write(forwardToUs(line, settings), http) : { ok: true, value: undefined };
}

/** Leaves out the forwarding that the target takes over. It is restored when the target leaves. */
function withoutPrevious(memory: RegistrationMemory, channel: string): RegistrationMemory {
	return Object.fromEntries(
		Object.entries(memory).filter(([name]) => !name.startsWith(`${channel}.previous`)),
	);
}
