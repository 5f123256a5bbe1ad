import type { Provider } from '../../messaging/provider-names';
import type { Parties } from './parties';

/** Counts of sent messages and their outcomes. Reports can be read while sends continue. */
export interface Reports {
	/** Returns the groups in the order of their keys; none when nothing was sent. */
	deliveries(query: ReportQuery, now: Date): Promise<DeliveryReport[]>;
	/** Counts the customers to whom a business number has begun to write since the given time, outside of open windows. */
	recipients(business: BusinessRef, since: Date): Promise<number>;
	/** Returns whether this customer is one of them. */
	isRecipient(parties: Parties, since: Date): Promise<boolean>;
	/** Counts messages other than templates, within `from` (included) and `to` (not included). */
	serviceMessages(business: BusinessRef, from: Date, to: Date): Promise<ServiceMessages>;
}

/** A number, sender or bot of the business. */
export interface BusinessRef {
	provider: Provider;
	businessId: string;
}

export interface ServiceMessages {
	/** Messages that reached the phone. */
	delivered: number;
	/** Messages whose delivery is not yet reported. */
	underWay: number;
}

export interface ReportQuery {
	provider: Provider;
	businessId?: string;
	campaign?: string;
	templateName?: string;
	/** Start of the period, included. */
	from?: Date;
	/** End of the period, not included. */
	to?: Date;
	groupBy: ReportGrouping;
}

export type ReportGrouping =
	| { by: 'total' }
	/** Sends without a campaign are left out. */
	| { by: 'campaign' }
	/** Sends without a template are one group, without a key. */
	| { by: 'template' }
	/** Days of an IANA zone, `2026-03-14`; needs `from` and `to`. */
	| { by: 'day'; timeZone: string };

/** A message counts once in each state that it reached: a read message was also delivered and sent. */
export interface DeliveryReport {
	key?: string;
	/** Every message of the group, in any state. */
	total: number;
	/** Messages accepted by the provider, and not reported as failed. */
	sent: number;
	delivered: number;
	read: number;
	/** Messages refused at once, or reported as failed later. */
	failed: number;
	/** Messages stopped by a guard. */
	blocked: number;
	/** Messages of which it is unknown whether they went out. */
	unknown: number;
	/** Messages that are being sent now. */
	underWay: number;
	/** Causes, most frequent first. */
	reasons: DeliveryReason[];
}

export interface DeliveryReason {
	outcome: 'failed' | 'blocked' | 'unknown';
	code: string;
	title: string;
	count: number;
}
