import type { INodeProperties } from 'n8n-workflow';

import { LANGUAGES, type Language } from '../../../messaging/customer-language';
import {
	AGENT_NAME,
	NOTICE_TEXTS,
	TICKET_ID,
	type Notice,
} from '../../../conversation/notice-texts';
import type { NoticeStyle } from '../../../conversation/notices';

const LANGUAGE_NAMES: Record<Language, string> = {
	pt: 'Portuguese',
	es: 'Spanish',
	en: 'English',
};

const NAMED_FACTS = `${AGENT_NAME} stands for the name of the agent, and ${TICKET_ID} for the ID of the ticket`;

/**
 * Returns the fields of a notice to the customer.
 *
 * @param show when they are shown
 */
export function noticeFields(
	notice: Notice,
	style: NoticeStyle,
	show: Record<string, string[]> = {},
): INodeProperties[] {
	return [
		{
			displayName: 'Notice',
			name: 'notice',
			type: 'options',
			options: [
				{ name: 'None', value: 'none' },
				{
					name: 'Default Text',
					value: 'simple',
					description: `In the customer's language, e.g. "${NOTICE_TEXTS[notice].en}"`,
				},
				...(notice === 'started'
					? [
							{
								name: "With the Agent's Name",
								value: 'withName',
								description: 'As the default text, with the name of the agent',
							},
						]
					: []),
				{ name: 'Own Text', value: 'ownText', description: 'A text that you write' },
			],
			default: style,
			description:
				'Message that tells the customer. It is sent inside the customer service window only. An expression may also give S (default text), C (with the name) or N (none).',
			displayOptions: { show },
		},
		{
			displayName: 'Text',
			name: 'noticeText',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: `e.g. ${NOTICE_TEXTS[notice].en}`,
			description: `${NAMED_FACTS}. An empty text sends nothing.`,
			displayOptions: { show: { ...show, notice: ['ownText'] } },
		},
		{
			displayName: 'Default Texts',
			name: 'noticeTexts',
			type: 'collection',
			placeholder: 'Edit Text',
			default: {},
			description: `Texts that replace the default ones, by language. ${NAMED_FACTS}.`,
			displayOptions: { show, hide: { notice: ['none', 'ownText'] } },
			options: LANGUAGES.map((language) => ({
				displayName: LANGUAGE_NAMES[language],
				name: language,
				type: 'string' as const,
				typeOptions: { rows: 2 },
				default: NOTICE_TEXTS[notice][language],
			})).sort((a, b) => a.displayName.localeCompare(b.displayName)),
		},
	];
}
