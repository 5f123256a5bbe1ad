import type { Host } from './hosts-behind-proxy';

/** A ticket, thread, incident or conversation of a help desk. */
export interface DeskTicket {
	/** Texts of the customer, oldest first. */
	texts: string[];
	files: Buffer[];
	/** Notes that only agents read. */
	notes: string[];
}

/** A stand-in for a help desk in the cloud, with the part of its API that the example uses. */
export interface StandInDesk {
	/** The hosts of its API. */
	readonly hosts: Record<string, Host>;
	/** Oldest first. */
	readonly tickets: Map<string, DeskTicket>;
	setWebhook(url: string): void;
	agentAnswers(ticket: string, text: string): Promise<void>;
	agentCloses(ticket: string): Promise<void>;
}

export function newTicket(): DeskTicket {
	return { texts: [], files: [], notes: [] };
}

/** Returns a text as it stands in HTML, and in the text format of Slack. */
export function escapeText(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Returns an escaped text as agents read it. Fails where it would be read as markup. */
export function shownText(escaped: string): string {
	if (escaped.includes('<')) throw new Error(`this is markup: ${escaped}`);
	return escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Posts JSON as a help desk does. Fails where n8n refuses it. */
export async function postReport(
	url: string,
	body: object,
	headers: Record<string, string> = {},
): Promise<void> {
	const answer = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});
	if (!answer.ok) throw new Error(`n8n answered ${answer.status}: ${await answer.text()}`);
}
