/** The totals of a trigger since it was first published. */
export interface Counts {
	/** New events. */
	received: number;
	/** Repeated deliveries of known events, which were dropped. */
	repeats: number;
	/** Events that the workflow got a second time, because n8n crashed while it worked on them. */
	redelivered: number;
	/** Events that were abandoned, because n8n crashed again and again while it worked on them. */
	abandoned: number;
	/** Webhooks that failed authentication. */
	refused: number;
}
