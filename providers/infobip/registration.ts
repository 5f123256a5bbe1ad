import type { Http } from '../../messaging/http';
import type {
	RegistrationMemory,
	RegistrationOutcome,
	RegistrationState,
	WebhookRegistration,
} from '../../messaging/provider';
import { apiUrl } from './api';
import { call } from './call';
import { notInEffect } from './registration-errors';
import { memoryOf } from './registration-memory';
import { moveRegistration } from './registration-move';
import { removeRegistration } from './registration-remove';
import { deleteProfile, deleteSubscription } from './registration-requests';
import {
	registrationSettings,
	type Line,
	type RegistrationSettings,
} from './registration-settings';
import {
	isInPlace,
	obstacle,
	placeLine,
	refusalOf,
	replacedBy,
	writeGone,
} from './registration-subscribe';
import { isGone, readLine, subscriptionPath, type LineView } from './registration-view';

/**
 * Registers the trigger's address at Infobip (docs/facts/infobip.md#webhook-addresses). A subscription is always
 * created beside those of others and replaces nothing. A number's own forwarding takes precedence over every
 * subscription and has one address only. A foreign one is reported and kept, unless the user wants it replaced. It is
 * then restored in the end.
 */
export const registration: WebhookRegistration = {
	async check(target, http): Promise<RegistrationState> {
		const prepared = registrationSettings(target);
		if (!prepared.ok) return { state: 'failed', error: prepared.error };
		const { settings } = prepared;
		let state: RegistrationState = { state: 'registered' };
		for (const line of settings.lines.filter(({ required }) => required)) {
			const view = await readLine(line, settings, http);
			if (!view.ok) return { state: 'failed', error: view.error };
			const standing = obstacle(view.value, settings);
			const isTaken = view.value.forwarding.catchAll !== undefined && standing !== undefined;
			if (isTaken) return { state: 'foreign', url: standing };
			if (isInPlace(view.value, line, settings)) continue;
			if (standing !== undefined) return { state: 'foreign', url: standing };
			state = { state: 'missing' };
		}
		return state;
	},

	async create(target, http): Promise<RegistrationOutcome> {
		const prepared = registrationSettings(target);
		if (!prepared.ok) return prepared;
		const { settings } = prepared;
		const views = await readAll(settings, http);
		if (!views.ok) return views;
		for (const { view } of views.value.filter(({ line }) => line.required)) {
			const refusal = refusalOf(view, settings, target);
			if (refusal) return { ok: false, error: refusal };
		}
		const memory: Record<string, string | undefined> = {
			way: settings.way,
			// Recorded even when empty, because the listener that takes over the registration may have chosen a number.
			sender: settings.sender ?? '',
		};
		const notices: string[] = [];
		for (const { line, view } of views.value) {
			const placed = await placeLine(line, view, settings, target, http);
			// A line that failed is recorded, too, because its answer may have been lost.
			Object.assign(memory, memoryOf(line, replacedBy(view, settings)));
			if (placed.ok) {
				notices.push(...placed.value);
				continue;
			}
			if (line.required) {
				await undo(memory, settings, http);
				return { ...placed, memory };
			}
			notices.push(leftOut(line, `${placed.error.title}. ${placed.error.reason}`));
		}
		return await verified(settings, memory, notices, http);
	},

	remove: removeRegistration,

	move: moveRegistration,
};

interface Seen {
	line: Line;
	view: LineView;
}

/**
 * Reads all lines, so that the caller writes none before. A line that cannot be read is left out unless it is required.
 */
async function readAll(
	settings: RegistrationSettings,
	http: Http,
): Promise<{ ok: true; value: Seen[] } | Extract<RegistrationOutcome, { ok: false }>> {
	const seen: Seen[] = [];
	for (const line of settings.lines) {
		const view = await readLine(line, settings, http);
		if (view.ok) seen.push({ line, view: view.value });
		else if (line.required) return view;
	}
	return { ok: true, value: seen };
}

const LINE_NAMES = {
	WHATSAPP: 'WhatsApp',
	VIBER: 'Viber',
	BLOCKLIST: 'the blocklist',
} as const satisfies Record<Line['channel'], string>;

function leftOut(line: Line, why: string): string {
	return `Events of ${LINE_NAMES[line.channel]} do not come here: ${why}`;
}

/** Undoes the parts of a registration that failed half-way. */
async function undo(
	memory: RegistrationMemory,
	settings: RegistrationSettings,
	http: Http,
): Promise<void> {
	for (const { channel } of settings.lines) {
		const id = memory[channel];
		if (id === undefined || settings.way === 'number') continue;
		await writeGone(deleteSubscription(channel, id, settings), http);
		await writeGone(deleteProfile(id, settings), http);
	}
}

/** Reads the registration back: an answer of 201 alone proves nothing. */
async function verified(
	settings: RegistrationSettings,
	memory: RegistrationMemory,
	notices: string[],
	http: Http,
): Promise<RegistrationOutcome> {
	for (const line of settings.lines.filter(({ required }) => required)) {
		if (settings.way === 'number') {
			const view = await readLine(line, settings, http);
			if (view.ok && !isInPlace(view.value, line, settings)) {
				return { ok: false, error: notInEffect(), memory };
			}
			continue;
		}
		const path = subscriptionPath(line.channel, line.subscriptionId);
		const answer = await call({ method: 'GET', url: apiUrl(settings.account, path) }, http);
		if (!answer.ok && isGone(answer.error)) return { ok: false, error: notInEffect(), memory };
	}
	return { ok: true, memory, notices };
}
