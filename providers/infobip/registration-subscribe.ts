import type { MessagingError } from '../../messaging/error';
import type { Http } from '../../messaging/http';
import type { ApiResult, RegistrationTarget } from '../../messaging/provider';
import { call } from './call';
import { addressInUseForTest, addressTaken } from './registration-errors';
import {
	createSubscription,
	deleteProfile,
	deleteSubscription,
	forwardNowhere,
	forwardToUs,
} from './registration-requests';
import type { Line, RegistrationSettings } from './registration-settings';
import {
	isGone,
	isOurAddress,
	isSharedAddress,
	shownForwarding,
	type Forwarding,
	type LineView,
} from './registration-view';

/** Registers one line at Infobip, or reports which other system gets its messages. */

export type Wishes = Pick<RegistrationTarget, 'replaceForeign' | 'test'>;

/**
 * Returns the other system that gets the messages of the line, in a form that may be shown; `undefined` if there is
 * none.
 */
export function obstacle(view: LineView, settings: RegistrationSettings): string | undefined {
	const { catchAll } = view.forwarding;
	if (catchAll && !staysHere(catchAll, settings)) return shownForwarding(catchAll);
	return settings.way === 'subscription' ? view.foreign[0] : undefined;
}

/** Returns the error if a registration would take messages from another system. */
export function refusalOf(
	view: LineView,
	settings: RegistrationSettings,
	{ test, replaceForeign }: Wishes,
): MessagingError | undefined {
	// A forwarding that the key may not read would be overwritten.
	if (settings.way === 'number' && view.forwarding.refusal) return view.forwarding.refusal;
	const standing = obstacle(view, settings);
	if (standing === undefined) return undefined;
	if (test) return addressInUseForTest(standing);
	return replaceForeign ? undefined : addressTaken(standing);
}

/** Returns whether everything that the line needs is registered. Events whose names were refused are not needed. */
export function isInPlace(view: LineView, line: Line, settings: RegistrationSettings): boolean {
	if (settings.way === 'number') {
		const { catchAll } = view.forwarding;
		return catchAll !== undefined && staysHere(catchAll, settings);
	}
	if (view.isShared) return true;
	return (
		view.ours !== undefined &&
		isOurAddress(view.ours.url, settings) &&
		line.events.every((event) => view.ours?.events.includes(event))
	);
}

function staysHere({ url }: Forwarding, settings: RegistrationSettings): boolean {
	return isOurAddress(url, settings) || isSharedAddress(url, settings);
}

/** Returns the forwarding that the line replaces, to be restored in the end. */
export function replacedBy(view: LineView, settings: RegistrationSettings): Forwarding | undefined {
	const { catchAll } = view.forwarding;
	return catchAll && !staysHere(catchAll, settings) ? catchAll : undefined;
}

/**
 * Registers a line.
 *
 * @returns notices for the user
 */
export async function placeLine(
	line: Line,
	view: LineView,
	settings: RegistrationSettings,
	wishes: Wishes,
	http: Http,
): Promise<ApiResult<string[]>> {
	const refusal = refusalOf(view, settings, wishes);
	if (refusal) return { ok: false, error: refusal };
	const previous = replacedBy(view, settings);
	const notices = [...view.forwarding.others];
	if (previous) {
		notices.push(
			`This trigger now gets the events that went to ${shownForwarding(previous)} before.`,
		);
	}
	const placed =
		settings.way === 'number'
			? await write(forwardToUs(line, settings), http)
			: await subscribe(line, view, settings, previous !== undefined, http);
	if (!placed.ok) return placed;
	if (settings.way === 'number') notices.push(ONLY_MESSAGES);
	else notices.push(...subscriptionNotices(view, line));
	if (placed.value) notices.push(placed.value);
	return { ok: true, value: notices };
}

const ONLY_MESSAGES =
	'A number forwards messages only. For delivery and read reports, fill in Delivery Report URL in the credential.';

/** Makes a request whose answer does not matter. */
export async function write(
	request: Parameters<Http>[0],
	http: Http,
): Promise<ApiResult<string | undefined>> {
	const answer = await call(request, http);
	return answer.ok ? { ok: true, value: undefined } : answer;
}

/** Does the same as `write`, but a line that is already gone counts as deleted. */
export async function writeGone(
	request: Parameters<Http>[0],
	http: Http,
): Promise<ApiResult<string | undefined>> {
	const answer = await write(request, http);
	return !answer.ok && isGone(answer.error) ? { ok: true, value: undefined } : answer;
}

/**
 * Subscribes the line and returns a notice, if there is one. The forwarding is changed last, so that no message is
 * lost.
 */
export async function subscribe(
	line: Line,
	view: LineView,
	settings: RegistrationSettings,
	takeForwarding: boolean,
	http: Http,
): Promise<ApiResult<string | undefined>> {
	if (view.ours) {
		const id = line.subscriptionId;
		const removed = await writeGone(deleteSubscription(line.channel, id, settings), http);
		if (!removed.ok) return removed;
	}
	if (view.ours || view.profileLeftOver) {
		const removed = await writeGone(deleteProfile(line.subscriptionId, settings), http);
		if (!removed.ok) return removed;
	}
	const all = [...line.events, ...line.optionalEvents];
	let created = await write(createSubscription(line, all, settings), http);
	let notice: string | undefined;
	if (!created.ok && isBadRequest(created.error) && line.optionalEvents.length > 0) {
		const refused = created;
		created = await write(createSubscription(line, line.events, settings), http);
		if (!created.ok) return refused;
		notice = `Infobip does not offer these events to this account: ${line.optionalEvents.join(', ')}.`;
	}
	if (!created.ok) return created;
	if (takeForwarding) {
		const taken = await write(forwardNowhere(line, settings), http);
		if (!taken.ok) return taken;
	}
	return { ok: true, value: notice };
}

function isBadRequest({ code }: { code: string }): boolean {
	return code === 'BAD_REQUEST' || code === 'E400' || code === 'http400';
}

function subscriptionNotices(view: LineView, line: Line): string[] {
	const notices = view.foreign.map(
		(name) =>
			`These events also go to ${name}, which stays unchanged. It is not documented whether Infobip sends them to both.`,
	);
	if (view.forwarding.refusal && line.channel !== 'BLOCKLIST') {
		notices.push(
			'The API key may not read whether the number forwards its messages elsewhere (scope numbers:manage). If nothing arrives, check the number in the Infobip portal.',
		);
	}
	return notices;
}
