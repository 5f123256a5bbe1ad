import type { Http } from '../../messaging/http';
import type {
	MovedAddress,
	RegistrationMemory,
	RegistrationOutcome,
	RegistrationTarget,
} from '../../messaging/provider';
import { sameAddress } from '../../messaging/shown-address';
import { setAppSubscription } from './registration-requests';
import { registrationSettings } from './registration-settings';
import { readView, slotsWith } from './registration-view';
import { addressRequest, write } from './registration-write';
import { WEBHOOK_FIELDS } from './webhook-fields';

/**
 * Writes the target's address into every slot that holds the address of a leaving listener. Meta replaces an address at
 * once, so no event is lost.
 */
export async function moveRegistration(
	target: RegistrationTarget,
	from: MovedAddress,
	memory: RegistrationMemory,
	http: Http,
): Promise<RegistrationOutcome> {
	const businessId = memory['numberId'] ?? target.businessId;
	const prepared = registrationSettings({ ...target, businessId });
	if (!prepared.ok) return prepared;
	const { settings } = prepared;
	const view = await readView(settings, http);
	if (!view.ok) return view;
	for (const slot of slotsWith(view.value, from.url)) {
		const written = await write(addressRequest(settings, slot, settings.url), http);
		if (!written.ok) return written;
	}
	const { app } = view.value;
	if (app && sameAddress(app.url, from.url)) {
		const fields = [...new Set([...app.fields, ...WEBHOOK_FIELDS])];
		const written = await write(setAppSubscription(settings, fields), http);
		if (!written.ok) return written;
	}
	return { ok: true, memory, notices: [] };
}
