import type { MessagingError } from '../../../messaging/error';

/** The code of every refusal because the customer who wrote is not known. */
export const UNKNOWN_CUSTOMER = 'unknownCustomer';

const CHOOSE_ANOTHER = 'set Customer to Another Customer and enter it.';

export function notStartedByEvent(): MessagingError {
	return unknownCustomer(
		'No event of Business Messaging Trigger started this execution, and the item holds none.',
		`Pass the event on in the items that this workflow gets, or ${CHOOSE_ANOTHER}`,
	);
}

export function toolWithoutEvent(): MessagingError {
	return unknownCustomer(
		'A tool call takes the customer from the trigger of its own workflow, and no event of Business Messaging Trigger started this execution.',
		`Put the agent into the workflow of the trigger, or ${CHOOSE_ANOTHER}`,
	);
}

export function severalInToolCall(customers: number): MessagingError {
	return unknownCustomer(
		`The agent works for ${customers} customers at once, and a tool call does not say for which one.`,
		'Set Options > Collect Events For of the trigger to 0, so that each event starts an execution of its own.',
	);
}

export function eventWithoutCustomer(): MessagingError {
	return unknownCustomer(
		'The event that started this execution names no customer.',
		`Connect only outputs of the trigger whose events have a customer, or ${CHOOSE_ANOTHER}`,
	);
}

export function doubtfulLinks(node: string): MessagingError {
	return unknownCustomer(
		`Several events started this execution, and "${node}" may give its items in another order.`,
		`Keep the fields of the event in the items of "${node}", or ${CHOOSE_ANOTHER}`,
	);
}

export function severalCustomers(): MessagingError {
	return unknownCustomer(
		'The item was made of the events of several customers.',
		`Send before the node that puts them together, or ${CHOOSE_ANOTHER}`,
	);
}

export function lostLink(node: string | undefined): MessagingError {
	if (node === undefined) {
		return unknownCustomer(
			'Several events started this execution, and the item does not say from which one it comes.',
			`Use nodes that keep the link, such as Edit Fields, If, Sort, Limit, Merge, Split Out, Loop Over Items, Wait or HTTP Request, or ${CHOOSE_ANOTHER}`,
		);
	}
	return unknownCustomer(
		`Several events started this execution, and "${node}" does not say from which one its items come.`,
		`Keep the fields of the event in the items of "${node}", or ${CHOOSE_ANOTHER}`,
	);
}

export function otherProvider(ofEvent: string, ofNode: string): MessagingError {
	return {
		code: 'otherProvider',
		title: 'The customer wrote through another provider',
		reason: `The event came through "${ofEvent}", and this node uses "${ofNode}".`,
		remedy: 'Choose the same provider in the trigger and in this node.',
		retry: 'no',
	};
}

function unknownCustomer(reason: string, remedy: string): MessagingError {
	const title = 'The customer who wrote is not known';
	return { code: UNKNOWN_CUSTOMER, title, reason, remedy, retry: 'no' };
}
