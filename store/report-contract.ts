import type { Provider } from '../messaging/provider-names';
import type { Ends } from './store';

/** What was sent and what became of it, counted. Everything is answered while sends go on. */
export interface Reports {
	/** Groups in the order of their keys; none when nothing was sent. */
	deliveries(query: ReportQuery, now: Date): Promise<DeliveryReport[]>;
	/** How many different people a number of ours has begun to write to since then, outside of open windows. */
	recipients(business: BusinessRef, since: Date): Promise<number>;
	/** Whether this person is one of them. */
	isRecipient(ends: Ends, since: Date): Promise<boolean>;
	/** Messages that were no templates, within `from` (included) and `to` (not included). */
	serviceMessages(business: BusinessRef, from: Date, to: Date): Promise<ServiceMessages>;
}

/** A number, sender or bot of ours. */
export interface BusinessRef {
	provider: Provider;
	businessId: string;
}

export interface ServiceMessages {
	/** That reached the phone. */
	delivered: number;
	/** Of which nothing is known yet. */
	underWay: number;
}

export interface ReportQuery {
	provider: Provider;
	businessId?: string;
	campaign?: string;
	templateName?: string;
	/** Included. */
	from?: Date;
	/** Not included. */
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

/** A message counts once in each line that is true of it: one that was read was also delivered and sent. */
export interface DeliveryReport {
	key?: string;
	/** Every message of the group, whatever became of it. */
	total: number;
	/** Taken by the provider, and not reported as failed. */
	sent: number;
	delivered: number;
	read: number;
	/** Refused at once, or reported as failed later. */
	failed: number;
	/** Kept back by a guard. */
	blocked: number;
	/** Nobody can tell whether they went out. */
	unknown: number;
	/** Being sent just now. */
	underWay: number;
	/** Why, most frequent first. */
	reasons: DeliveryReason[];
}

export interface DeliveryReason {
	outcome: 'failed' | 'blocked' | 'unknown';
	code: string;
	title: string;
	count: number;
}
