import type { MessagingEvent } from '../messaging/event';
import type { InboundRequest } from '../messaging/inbound-request';
import type { Store } from '../store/contracts/store';
import type { PageTrigger } from './page-access';

/** Store and time that the Simulator works with. */
export interface SimulatorContext {
	store: Store;
	/** Real time; the Simulator adds the offset of its own clock. */
	now: Date;
}

/** Facts about the trigger and the request that the page needs. */
export interface PageContext extends SimulatorContext {
	/** Decides who may open the page. */
	trigger: PageTrigger;
	/** Reads the page's events: `parse` of the Simulator's adapter. */
	parse(request: InboundRequest): MessagingEvent[];
	/** Address of the socket of the request. */
	remoteAddress?: string | undefined;
	/** Shown as the name of the chat. By default the page has a name of its own. */
	businessName?: string;
	/** IANA zone of the clock, e.g. `America/Sao_Paulo`; without it the browser's. */
	timeZone?: string;
}
