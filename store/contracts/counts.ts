/** The totals of a trigger since it was published first. */
export interface Counts {
	/** New events. */
	received: number;
	/** Repeated deliveries of known events, which were dropped. */
	repeats: number;
	/** Events that the workflow got a second time, because n8n died while it worked on them. */
	redelivered: number;
	/** Events that were given up, because n8n died again and again while it worked on them. */
	abandoned: number;
	/** Webhooks that failed authentication. */
	refused: number;
}
