import type { MessagingError } from '../../messaging/error';
import type { CustomerApi } from '../../messaging/provider';
import { RESOURCE_NOT_FOUND, runCommand } from './commands';
import { getContact, heldExtras, updateContact } from './contacts';
import { prepareRecipient } from './prepare-recipient';

/** Reads and writes the extras of a contact at Blip, as variables. Blip has no tags on contacts. */
export const customers = {
	async get({ to, from }, http) {
		const found = await prepareRecipient({ message: NOTHING, to, from, known: to }, http);
		if (!found.ok) return found;
		const card = await runCommand(from.account, getContact(found.value.id), http);
		if (!card.ok && card.reasonCode !== RESOURCE_NOT_FOUND) {
			return { ok: false, error: card.error };
		}
		const variables = card.ok ? heldExtras(card.value.resource) : {};
		return { ok: true, value: { variables, tags: [] } };
	},

	async update({ to, from }, { variables, tags }, http) {
		if (Object.keys(tags ?? {}).length > 0) return { ok: false, error: NO_TAGS };
		const found = await prepareRecipient({ message: NOTHING, to, from, known: to }, http);
		if (!found.ok) return found;
		return updateContact(from.account, { identity: found.value.id, extras: variables ?? {} }, http);
	},
} satisfies CustomerApi;

/** A message that is never sent, because only the address is needed. */
const NOTHING = { type: 'text', text: '' } as const;

const NO_TAGS: MessagingError = {
	code: 'noTags',
	title: 'Blip has no tags for contacts',
	reason: 'Tags belong to tickets in Blip. Contacts have extras, which are texts by name.',
	remedy: 'Keep it as a variable instead.',
	retry: 'no',
};
