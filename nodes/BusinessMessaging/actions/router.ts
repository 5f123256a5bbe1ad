import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import * as agent from './agent/Agent.resource';
import * as contact from './contact/Contact.resource';
import * as conversation from './conversation/Conversation.resource';
import * as message from './message/Message.resource';
import * as number from './number/Number.resource';
import type { Operation } from './operation';
import * as report from './report/Report.resource';
import * as template from './template/Template.resource';

const OPERATIONS: Record<string, Record<string, Operation>> = {
	agent: {
		getAvailability: agent.getAvailability,
		setPresence: agent.setPresence,
	},
	contact: {
		erase: contact.erase,
		find: contact.find,
		get: contact.get,
		getConsentHistory: contact.getConsentHistory,
		optIn: contact.optIn,
		optOut: contact.optOut,
		upsert: contact.upsert,
	},
	conversation: {
		assign: conversation.assign,
		close: conversation.close,
		get: conversation.get,
		getHistory: conversation.getHistory,
		handBack: conversation.handBack,
		list: conversation.list,
		redirect: conversation.redirect,
		setState: conversation.setState,
	},
	message: {
		downloadMedia: message.downloadMedia,
		markAsRead: message.markAsRead,
		send: message.send,
		sendTemplate: message.sendTemplate,
		sendTyping: message.sendTyping,
	},
	number: { getHealth: number.getHealth },
	report: {
		getDeliveryReport: report.getDeliveryReport,
		getTriggerReport: report.getTriggerReport,
	},
	template: {
		create: template.create,
		delete: template.remove,
		get: template.get,
		list: template.list,
	},
};

/** Returns the chosen operation. Throws for an unknown one, which a workflow written by hand may name. */
export function chosenOperation(context: IExecuteFunctions): Operation {
	const resource = context.getNodeParameter('resource', 0) as string;
	const name = context.getNodeParameter('operation', 0) as string;
	const operations = Object.hasOwn(OPERATIONS, resource) ? OPERATIONS[resource] : undefined;
	const operation = operations && Object.hasOwn(operations, name) ? operations[name] : undefined;
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`There is no operation "${name}" for "${resource}"`,
		{ description: 'Open the node and choose the resource and the operation again.' },
	);
}
