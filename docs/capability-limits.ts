import type { Capabilities, MessageLimits } from '../messaging/capabilities';
import { OUTBOUND_MEDIA_TYPES } from '../messaging/outbound-message';
import type { Channel } from '../messaging/provider-names';
import type { DocumentedProvider } from './capability-sources';
import { inBytes, table } from './markdown';

/** The numbers of one channel. A cell is empty where a provider states none. */

type Row = readonly [
	label: string,
	read: (capabilities: Capabilities) => string | number | undefined,
];

const ofLimits =
	(read: (limits: MessageLimits) => string | number | undefined) =>
	({ limits }: Capabilities) =>
		read(limits);

const ROWS: readonly Row[] = [
	['Text (characters)', ofLimits(({ textCharacters }) => textCharacters)],
	['Caption (characters)', ofLimits(({ captionCharacters }) => captionCharacters)],
	['Reference (characters)', ofLimits(({ referenceCharacters }) => referenceCharacters)],
	['Text above buttons (characters)', ofLimits(({ interactive }) => interactive?.bodyCharacters)],
	['Header (characters)', ofLimits(({ interactive }) => interactive?.headerCharacters)],
	['Footer (characters)', ofLimits(({ interactive }) => interactive?.footerCharacters)],
	['Buttons', ofLimits(({ buttons }) => buttons?.count)],
	['Title of a button (characters)', ofLimits(({ buttons }) => buttons?.titleCharacters)],
	['ID of a button (characters)', ofLimits(({ buttons }) => buttons?.idCharacters)],
	['Text above a list (characters)', ofLimits(({ list }) => list?.bodyCharacters)],
	['Sections of a list', ofLimits(({ list }) => list?.sections)],
	['Rows of a list, in all', ofLimits(({ list }) => list?.rows)],
	['Title of a row (characters)', ofLimits(({ list }) => list?.rowTitleCharacters)],
	['Description of a row (characters)', ofLimits(({ list }) => list?.rowDescriptionCharacters)],
	[
		'Title of a link button (characters)',
		ofLimits(({ linkButton }) => linkButton?.titleCharacters),
	],
	['Contact cards', ofLimits(({ contacts }) => contacts?.count)],
	['Cards of a template', ofLimits(({ template }) => template?.cardsAtMost)],
	...OUTBOUND_MEDIA_TYPES.map((type): Row => [
		`File: ${type}`,
		({ limits }) => {
			const maxBytes = limits.media?.[type]?.maxBytes;
			return maxBytes === undefined ? undefined : inBytes(maxBytes);
		},
	]),
	[
		'Free text after the last message (hours)',
		({ customerServiceWindowHours }) => customerServiceWindowHours,
	],
	['Messages in a second', ({ pacing }) => pacing?.perSecond],
];

export function limitsTable(channel: Channel, carriers: readonly DocumentedProvider[]): string {
	const rows = ROWS.map(([label, read]) => [
		label,
		...carriers.map(({ adapter }) => shown(read(adapter.capabilities(channel)))),
	]).filter(([, ...cells]) => cells.some((cell) => cell !== ''));
	return table(['', ...carriers.map(({ label }) => label)], rows);
}

function shown(value: string | number | undefined): string {
	return value === undefined ? '' : String(value);
}
