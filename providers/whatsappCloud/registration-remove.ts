import { maySucceedLater } from '../../messaging/error';
import type { Http } from '../../messaging/http';
import type {
	ApiResult,
	RegistrationMemory,
	RegistrationOutcome,
	RegistrationTarget,
} from '../../messaging/provider';
import { sameAddress, shownAddress } from '../../messaging/shown-address';
import {
	clearNumberAddress,
	deleteAppSubscription,
	subscribeWithoutAddress,
} from './registration-requests';
import { registrationSettings, type RegistrationSettings } from './registration-settings';
import {
	readNumberAddresses,
	readView,
	slotsWith,
	type OwnSlot,
	type RegistrationView,
} from './registration-view';
import { addressRequest, write } from './registration-write';

/**
 * Undoes a registration: every slot that still has this trigger's address, and no other. The account stays subscribed
 * to the app, because that has no effect without an address and others may rely on it.
 */
export async function removeRegistration(
	target: RegistrationTarget,
	memory: RegistrationMemory | undefined,
	http: Http,
): Promise<RegistrationOutcome> {
	const businessId = memory?.['numberId'] ?? target.businessId;
	const prepared = registrationSettings({ ...target, businessId });
	// Without the settings no registration was possible.
	if (!prepared.ok) return { ok: true, memory: {}, notices: [prepared.error.title] };
	const { settings } = prepared;
	const view = await readView(settings, http);
	if (!view.ok) return view;

	const notices: string[] = [];
	for (const slot of slotsWith(view.value, settings.url)) {
		const previous = memory?.['slot'] === slot ? memory['previous'] : undefined;
		const freed = await freeSlot(slot, previous, settings, http);
		if (!freed.ok) return freed;
		notices.push(...freed.value);
	}
	if (!sameAddress(view.value.app?.url, settings.url)) {
		return { ok: true, memory: {}, notices };
	}
	const freed = await freeApp(view.value, settings, http);
	return freed.ok ? { ...freed, notices: [...notices, ...freed.notices] } : freed;
}

/**
 * Restores the previous address, or empties the slot. Meta asks the previous address for its verify token, which only
 * its owner knows. If that address refuses, the slot is emptied, so that messages fall back to the next address instead
 * of getting lost.
 */
async function freeSlot(
	slot: OwnSlot,
	previous: string | undefined,
	settings: RegistrationSettings,
	http: Http,
): Promise<ApiResult<string[]>> {
	if (previous !== undefined) {
		const restored = await write(addressRequest(settings, slot, previous), http);
		if (restored.ok) return { ok: true, value: [] };
		if (maySucceedLater(restored.error)) return restored;
	}
	const empty =
		slot === 'number' && settings.numberId !== undefined
			? clearNumberAddress(settings, settings.numberId)
			: subscribeWithoutAddress(settings);
	const cleared = await write(empty, http);
	if (!cleared.ok) return cleared;
	return {
		ok: true,
		value:
			previous === undefined
				? []
				: [
						`The earlier address ${shownAddress(previous)} could not be restored, because only its owner knows its verify token. Register it again there.`,
					],
	};
}

/**
 * Removes the app's subscription, unless others have an address. Addresses of numbers and accounts only work while the
 * app is subscribed.
 */
async function freeApp(
	view: RegistrationView,
	settings: RegistrationSettings,
	http: Http,
): Promise<RegistrationOutcome> {
	const numbers = await readNumberAddresses(settings, http);
	if (!numbers.ok) return numbers;
	const dependents = numbers.value
		.filter((number) => !sameAddress(number.url, settings.url))
		.map((number) => number.label);
	if (view.accountAddress && !sameAddress(view.accountAddress, settings.url)) {
		dependents.push('the whole account');
	}
	if (dependents.length > 0) {
		return {
			ok: true,
			memory: { app: 'ours' },
			notices: [
				`The app keeps the address of this trigger, because other addresses depend on the app's subscription: ${dependents.join(', ')}. Events about templates and the account get lost until this workflow is published again, or another address is entered in the App Dashboard.`,
			],
		};
	}
	const deleted = await write(deleteAppSubscription(settings), http);
	return deleted.ok ? { ok: true, memory: {}, notices: [] } : deleted;
}
