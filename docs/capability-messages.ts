import type { Support } from '../messaging/capabilities';
import { OUTBOUND_TYPES } from '../messaging/outbound-message';
import type { Channel } from '../messaging/provider-names';
import type { DocumentedProvider } from './capability-sources';
import { inWords, table } from './markdown';

/** Shows what each provider sends on one channel, and how it replaces the other types. */
export function messagesTable(channel: Channel, carriers: readonly DocumentedProvider[]): string {
	const supportOf = ({ adapter }: DocumentedProvider, type: (typeof OUTBOUND_TYPES)[number]) =>
		adapter.capabilities(channel).messages[type];
	const rows = OUTBOUND_TYPES.map((type) => [
		inWords(type),
		...carriers.map((provider) => cell(supportOf(provider, type))),
	]);
	const notes = carriers.flatMap((provider) => {
		const byWords = new Map<string, string[]>();
		for (const type of OUTBOUND_TYPES) {
			const words = explanation(supportOf(provider, type));
			if (words === undefined) continue;
			byWords.set(words, [...(byWords.get(words) ?? []), inWords(type)]);
		}
		return [...byWords].map(
			([words, types]) => `- ${provider.label}, ${types.join(', ')}: ${words}`,
		);
	});
	return [table(['', ...carriers.map(({ label }) => label)], rows), ...notesBelow(notes)].join(
		'\n\n',
	);
}

function notesBelow(notes: readonly string[]): string[] {
	return notes.length > 0 ? [notes.join('\n')] : [];
}

function cell(support: Support): string {
	switch (support.support) {
		case 'native':
			return support.unless ? 'yes, mostly' : 'yes';
		case 'degraded':
			return `as ${inWords(support.as)}`;
		case 'refused':
			return '–';
	}
}

function explanation(support: Support): string | undefined {
	switch (support.support) {
		case 'native':
			return support.answersAsText
				? "the customer's choice comes back as text, from which it is recognised."
				: undefined;
		case 'degraded':
			return support.how;
		case 'refused':
			return `refused. ${support.why} ${support.remedy}`;
	}
}
