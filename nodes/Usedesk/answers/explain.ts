import type { Refusal } from './check-answer';

/** The error that the user reads after a refusal: title and remedy. */
export interface Explanation {
	message: string;
	description: string;
}

/** @param purpose the operation, e.g. `Ticket > Create` */
export function explain(refusal: Refusal, purpose: string): Explanation {
	const { message, remedy } = EXPLANATIONS[refusal.kind];
	const special = SPECIAL_REMEDIES.find(
		(entry) => entry.purpose === purpose && refusal.kind === 'refused',
	);
	const said = refusal.words === '' ? '' : `Usedesk says: "${refusal.words}". `;
	return {
		message,
		description: `${said}${special?.remedy ?? remedy} [${purpose}, HTTP ${refusal.status}]`,
	};
}

const EXPLANATIONS = {
	key: {
		message: 'Usedesk does not accept the secret key',
		remedy:
			'Copy it again from Settings > Channels > your API channel into the credential, and check that the Usedesk API extension is switched on. If the key is right, this API channel may lack the permission for this request.',
	},
	unknown: {
		message: 'Usedesk found nothing with this ID',
		remedy:
			'Check the IDs. They must belong to the account of the credential, and must not have been deleted or merged.',
	},
	place: {
		message: 'No Usedesk API answers at this address',
		remedy: 'Check Server in the credential, or API Address for your own server.',
	},
	busy: {
		message: 'Usedesk received too many requests',
		remedy:
			'Send fewer at a time: Add Option > Batching in the node, or Retry On Fail in its settings.',
	},
	broken: {
		message: 'Usedesk reported an internal error',
		remedy:
			'If the node creates or sends something, check in Usedesk whether it exists before you run the node again.',
	},
	refused: {
		message: 'Usedesk refused the request',
		remedy: 'Compare the fields with what your Usedesk account allows, and try again.',
	},
} as const satisfies Record<Refusal['kind'], { message: string; remedy: string }>;

/** Documented meanings of refusals that come without a text. */
const SPECIAL_REMEDIES = [
	{
		purpose: 'Chat > Add Client Message',
		remedy:
			'This works only for channels of the type chat: choose another Channel. Also check Company ID in the credential.',
	},
];
