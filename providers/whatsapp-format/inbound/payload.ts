import { z } from 'zod';

import type { EventBusiness } from '../../../messaging/event';
import type { InboundRequest } from '../../../messaging/inbound-request';
import type { Provider } from '../../../messaging/provider-names';
import { boundEntries } from '../../../messaging/reading/bounded-entries';
import { idText, list, record, text } from '../../../messaging/reading/loose-json';
import { dropDeepNesting } from '../../../messaging/reading/nesting';
import { onlyKnown } from '../../../messaging/reading/only-known';
import { peopleOf, phoneOf, type People } from '../people';

/**
 * The envelope of Meta's webhooks (docs/facts/whatsapp-cloud.md#webhook-envelope): entries, each for one WhatsApp
 * account, with changes, each of one kind (`field`). Each is read on its own, so that a faulty part does not affect the
 * others.
 */

/** One change, with the values that all events in it share. */
export interface Change {
	field: string;
	/** Id of the WhatsApp Business Account; `''` when it is missing. */
	accountId: string;
	/** The time as Meta wrote it; usually only on account and template fields. */
	time: number | string | undefined;
	value: Readonly<Record<string, unknown>>;
	business: EventBusiness;
	people: People;
	receivedAt: Date;
	/** The provider that delivered it: Meta, or one that passes its webhooks on. */
	provider: Provider;
}

const WHATSAPP = 'whatsapp_business_account';

const loneTime = z.union([z.number(), z.string()]).optional().catch(undefined);
const envelope = z.object({ object: z.string().catch(WHATSAPP), entry: list });
const entryShape = z.object({ id: idText, time: loneTime, field: text, changes: list });
const changeShape = z.object({ field: text, value: record });
const valueShape = z.object({
	field: text,
	contacts: list,
	display_phone_number: idText,
	metadata: z
		.object({ display_phone_number: idText, phone_number_id: idText })
		.catch({ display_phone_number: undefined, phone_number_id: undefined }),
});

/** Returns every readable change of a request. Changes of other products of Meta are left out. */
export function changesOf(request: InboundRequest, provider: Provider): Change[] {
	const body = envelope.safeParse(boundEntries(request.body).value);
	if (!body.success || body.data.object !== WHATSAPP) return [];
	const delivered = { receivedAt: request.receivedAt, provider };
	return body.data.entry.flatMap((item) => {
		const entry = entryShape.safeParse(item);
		if (!entry.success) return [];
		return entry.data.changes.flatMap((change) => {
			const read = changeShape.safeParse(change);
			return read.success ? [{ ...changeOf(entry.data, read.data), ...delivered }] : [];
		});
	});
}

function changeOf(
	entry: z.infer<typeof entryShape>,
	{ field, value }: z.infer<typeof changeShape>,
): Omit<Change, 'receivedAt' | 'provider'> {
	const shared = valueShape.parse(value);
	const accountId = entry.id ?? '';
	const phone = phoneOf(shared.metadata.display_phone_number ?? shared.display_phone_number);
	return {
		// Some of Meta's own samples have the name of the field in the wrong place.
		field: field ?? shared.field ?? entry.field ?? inferredField(value),
		accountId,
		time: entry.time,
		value,
		business: { id: shared.metadata.phone_number_id ?? accountId, ...onlyKnown({ phone }) },
		people: peopleOf(shared.contacts),
	};
}

function inferredField(value: Readonly<Record<string, unknown>>): string {
	if ('standby' in value) return 'standby';
	const isConversation = ['messages', 'statuses', 'user_preferences', 'errors'].some(
		(name) => name in value,
	);
	return isConversation ? 'messages' : 'unknown';
}

/** Returns the items of one of the lists in a change. */
export function itemsOf(value: Readonly<Record<string, unknown>>, name: string): unknown[] {
	return list.parse(value[name]).map(dropDeepNesting);
}
