import type { MessagingError } from '../../messaging/error';
import { sameAddress, shownAddress } from '../../messaging/shown-address';
import { addressInUseForTest, addressTaken, appLacksMessages } from './registration-errors';
import type { OwnSlot, RegistrationView } from './registration-view';
import { WEBHOOK_FIELDS } from './webhook-fields';

/**
 * Plans the writes after which the trigger gets the messages without taking them from another system. Pure: all reads
 * come before, all writes after. An app has one address, and it stays with the workflow that set it. Later workflows
 * use an address of the number or of the account, so several of them share one app
 * (docs/facts/whatsapp-cloud.md#webhook-addresses).
 */

export interface Wish {
	url: string;
	/** Addresses of other listeners of this installation. */
	ours: readonly string[];
	/** Whether one number is wanted, or the whole account. */
	numberWanted: boolean;
	replaceForeign: boolean;
	test: boolean;
}

export type Plan =
	| { ok: false; error: MessagingError; foreignUrl?: string }
	| {
			ok: true;
			/** The app's subscription: nothing to do, none yet, or one of ours that must be completed. */
			app: 'keep' | 'create' | 'complete';
			/** All fields that the app's subscription should have afterwards, if it is ours. */
			fields: readonly string[];
			/** Whether the account must first be subscribed to the app. */
			subscribe: boolean;
			/** The slot in which our address must also be written. */
			override?: { slot: OwnSlot; previous?: string };
			/** The address of another system that stays behind the override, in a form that may be shown. */
			beside?: string;
	  };

/** Returns the address that gets the messages of the target now. */
export function addressInEffect(
	view: RegistrationView,
	numberWanted: boolean,
): { slot: OwnSlot | 'app'; url: string } | undefined {
	if (numberWanted && view.numberAddress) return { slot: 'number', url: view.numberAddress };
	if (view.accountAddress) return { slot: 'account', url: view.accountAddress };
	return view.app ? { slot: 'app', url: view.app.url } : undefined;
}

export function planRegistration(view: RegistrationView, wish: Wish): Plan {
	const inEffect = addressInEffect(view, wish.numberWanted);
	const foreign = inEffect && !isOurs(inEffect.url, wish) ? inEffect : undefined;
	if (foreign && wish.test) {
		return { ok: false, error: addressInUseForTest(foreign.url), foreignUrl: foreign.url };
	}
	const ownSlot: OwnSlot = wish.numberWanted ? 'number' : 'account';
	if (foreign && foreign.slot === ownSlot && !wish.replaceForeign) {
		return { ok: false, error: addressTaken(ownSlot, foreign.url), foreignUrl: foreign.url };
	}
	const { app } = view;
	const appIsOther = app !== undefined && !sameAddress(app.url, wish.url);
	// An empty list only means that Meta did not return the fields.
	if (appIsOther && app.fields.length > 0 && !app.fields.includes('messages')) {
		return { ok: false, error: appLacksMessages(app.url) };
	}
	return {
		ok: true,
		app: appWork(view, appIsOther),
		fields: [...new Set([...(app && !appIsOther ? app.fields : []), ...WEBHOOK_FIELDS])],
		subscribe: !view.subscribed,
		...(foreign
			? {
					override: {
						slot: ownSlot,
						...(foreign.slot === ownSlot ? { previous: foreign.url } : {}),
					},
					...addressBehind(view, ownSlot, wish),
				}
			: {}),
	};
}

/** Returns the address of another system that would get the messages if the slot were empty. */
function addressBehind(view: RegistrationView, slot: OwnSlot, wish: Wish): { beside?: string } {
	const url = (slot === 'number' ? view.accountAddress : undefined) ?? view.app?.url;
	return url === undefined || isOurs(url, wish) ? {} : { beside: shownAddress(url) };
}

/** Returns whether the address is the target's or another listener's. Events at either are given to every listener. */
export function isOurs(address: string, { url, ours }: Pick<Wish, 'url' | 'ours'>): boolean {
	return [url, ...ours].some((own) => sameAddress(address, own));
}

function appWork(view: RegistrationView, appIsOther: boolean): 'keep' | 'create' | 'complete' {
	if (view.app === undefined) return 'create';
	if (appIsOther) return 'keep';
	const complete = WEBHOOK_FIELDS.every((field) => view.app?.fields.includes(field));
	return complete && view.app.active ? 'keep' : 'complete';
}
