import { z } from 'zod';

import type { DeliveryState, MessagingEvent } from '../../messaging/event';
import type { Channel } from '../../messaging/provider-names';
import { idText, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { explainReport } from './errors';
import { eventOf } from './event-of';
import { channelOf, smsUnless, type Entry } from './payload';
import { businessOf, contactOf, namedByDetails } from './people';
import { deliveryStateOf, reportStatus } from './report-status';

/**
 * Receipts (docs/facts/infobip.md#delivery-reports and docs/facts/infobip.md#seen-reports). In a delivery report the
 * customer is `to`. In a seen report the customer is `from`, and the business is `to`. In the Messages API the business
 * is `sender` and the customer `destination`, in both.
 */

const report = z.object({
	messageId: z.union([z.string().min(1), z.number().int().safe().transform(String)]),
	to: idText,
	from: idText,
	sender: idText,
	destination: idText,
	sentAt: z.unknown(),
	doneAt: z.unknown(),
	seenAt: z.unknown(),
	callbackData: text,
	mccMnc: z.unknown(),
	status: z.unknown(),
	error: z.unknown(),
});
type Report = z.infer<typeof report>;

/** Returns no event for an unknown status. */
export function deliveryEvents(entry: Entry): MessagingEvent[] {
	const read = report.safeParse(entry.item);
	if (!read.success) return [];
	const status = reportStatus.parse(read.data.status);
	const state = deliveryStateOf(status);
	if (state === undefined) return [];
	const { to, destination, sender, from, doneAt, sentAt } = read.data;
	const error = state === 'failed' ? explainReport(status, read.data.error) : undefined;
	return receipt(entry, read.data, {
		state,
		// Only WhatsApp's own reports omit the sender.
		suggested: smsUnless(entry, sender === undefined ? 'whatsapp' : 'viber'),
		person: destination ?? to,
		details: entry.item.contact,
		business: sender ?? from ?? entry.hint.sender,
		times: [doneAt, sentAt],
		...onlyKnown({ error }),
	});
}

export function seenEvents(entry: Entry): MessagingEvent[] {
	const read = report.safeParse(entry.item);
	if (!read.success) return [];
	const { from, to, sender, destination, seenAt } = read.data;
	const { person, business, details } =
		destination === undefined
			? sidesOf(entry, from, to)
			: { person: destination, business: sender, details: entry.item.contact };
	return receipt(entry, read.data, {
		state: 'read',
		// A name with letters is a Viber sender; WhatsApp numbers are digits.
		suggested: smsUnless(
			entry,
			business !== undefined && /\D/.test(business) ? 'viber' : 'whatsapp',
		),
		person,
		details,
		business: business ?? entry.hint.sender,
		times: [seenAt],
	});
}

/**
 * Returns which of the two addresses of a seen report is the customer's: the one in `contact`, or the one that is not
 * the known business number, else `from`.
 */
function sidesOf(
	{ item, hint }: Entry,
	from: string | undefined,
	to: string | undefined,
): Pick<Receipt, 'person' | 'business' | 'details'> {
	const named = namedByDetails(item.contact, [from, to]);
	const isSwapped =
		named === undefined ? hint.sender !== undefined && from === hint.sender : named !== from;
	// If nothing distinguishes the sides, a name could be attached to the business number.
	const details = named === undefined && hint.sender === undefined ? undefined : item.contact;
	return isSwapped
		? { person: to, business: from, details }
		: { person: from, business: to, details };
}

interface Receipt {
	state: DeliveryState;
	suggested: Channel;
	person: string | undefined;
	details: unknown;
	business: string | undefined;
	times: readonly unknown[];
	error?: NonNullable<MessagingEvent['status']>['error'];
}

function receipt(
	entry: Entry,
	{ messageId, callbackData }: Report,
	{ state, suggested, person, details, business, times, error }: Receipt,
): MessagingEvent[] {
	const channel = channelOf(entry, suggested);
	if (channel === undefined) return [];
	return [
		eventOf(entry, channel, {
			event: 'status',
			id: `${messageId}:${state}`,
			contact: contactOf(person, details),
			business: businessOf(business),
			status: {
				messageId,
				state,
				...onlyKnown({ error, reference: callbackData || undefined }),
			},
			times,
		}),
	];
}
