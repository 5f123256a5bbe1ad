import { updateDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import type { DeliveryRules } from '../../../../delivery/guards/guard';
import { optOutTitles } from '../../../../messaging/consent-words';
import { choicesOf } from '../../../../messaging/degradation-choices';
import type { OutboundMessage } from '../../../../messaging/outbound-message';
import { readTemplateCommand } from '../../../../messaging/template-command';
import { contentFields } from '../../fields/content';
import { endsFields } from '../../fields/ends';
import { closedWindowField } from '../../fields/guard-options';
import { interactiveFields } from '../../fields/interactive';
import { optionsWith } from '../../fields/send-options';
import { templateFields } from '../../fields/template';
import { textOptions } from '../../fields/text-options';
import { readMessage } from '../../message-parameters';
import { readCommon } from '../../send-options';
import type { Session } from '../../session';
import { readCommandedTemplate, readTemplateMessage } from '../../template-parameters';
import type { OperationResult } from '../operation';
import { deliverItem, SENDS_AT_ONCE } from './deliver-item';
import { deliverText } from './deliver-text';

const properties: INodeProperties[] = [
	...endsFields,
	...contentFields,
	...interactiveFields,
	closedWindowField,
	...templateFields('windowTemplate', { closedWindow: ['sendTemplate'] }),
	optionsWith(textOptions),
];

const displayOptions = { show: { resource: ['message'], operation: ['send'] } };

export const description = updateDisplayOptions(displayOptions, properties);

export const concurrency = SENDS_AT_ONCE;

export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const message = await readMessage(context, item);
	const commanded = await readCommanded(context, session, item, message);
	if (commanded) {
		return await deliverItem(context, session, item, commanded, { closedWindow: 'block' });
	}
	for (const title of optOutTitles(titlesOf(message))) {
		session.hints.add(
			`A tap on "${title}" opts the customer out, and later messages to them are blocked. Choose another title if that is not meant.`,
		);
	}
	const closedWindow = context.getNodeParameter(
		'closedWindow',
		item,
		'block',
	) as DeliveryRules['closedWindow'];
	const templateInstead =
		closedWindow === 'sendTemplate'
			? await readTemplateMessage(context, session, item, 'windowTemplate')
			: undefined;
	return await deliverText(context, session, item, message, { closedWindow, templateInstead });
}

/** Returns the template that the text chooses, where the user allows that. */
async function readCommanded(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	message: OutboundMessage,
): Promise<OutboundMessage | undefined> {
	if (message.type !== 'text') return undefined;
	const given = context.getNodeParameter('options.templateCommand.command', item, {});
	const { word = '', language = '' } = given as { word?: string; language?: string };
	const command = readTemplateCommand(message.text, word.trim());
	if (command === undefined) return undefined;
	const template = await readCommandedTemplate(context, session, item, command, language.trim());
	return { ...template, ...readCommon(context, item) };
}

/** Returns what the customer can tap in the message. */
function titlesOf(message: OutboundMessage): string[] {
	return message.type === 'buttons' || message.type === 'list'
		? choicesOf(message).map(({ title }) => title)
		: [];
}
