import type { IExecuteFunctions } from 'n8n-workflow';

import { newestLines } from '../../conversation/history-as-text';
import type { Sender } from '../../messaging/provider';
import type { Parties } from '../../store/contracts/parties';
import { readParameters } from './parameter-reader';
import { readHistory } from './read-history';
import type { Session } from './session';

/** Most characters of the last messages. Providers name no limit for the text of a ticket. */
const MAX_TEXT_LENGTH = 4_000;

/** Text for the one who takes over. */
export interface MessageToNext {
	/** Present when the user chose a text, also an empty one. */
	messageToNext?: string;
	/** The text that the user wrote. It stays with the conversation. */
	reason?: string;
}

/** Reads the text for the one who takes over. Call it before the conversation changes hands. */
export async function readMessageToNext(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	ends: { parties: Parties; from: Sender },
): Promise<MessageToNext> {
	switch (context.getNodeParameter('messageToNext', item, 'none')) {
		case 'reason': {
			const reason = readParameters(context, item).text('reason', 'Reason');
			return reason === '' ? {} : { reason, messageToNext: reason };
		}
		case 'lastMessages': {
			const { text, whyEmpty } = await readHistory(context, session, item, ends, false);
			if (whyEmpty !== undefined) session.hints.add(whyEmpty);
			return { messageToNext: newestLines(text, MAX_TEXT_LENGTH) };
		}
		default:
			return {};
	}
}
