import { randomUUID } from 'node:crypto';

import { inALine } from './repeating-workflow';
import type { Shop } from './shop-on-whatsapp';
import type { StandInModel } from './stand-in-model';
import { CREDENTIAL_TYPE } from './whatsapp-workflow';

/** An AI agent behind a trigger, with a Send as its tool and a model that follows a script. */

const PACKAGE = 'n8n-nodes-business-messaging';
const LANGCHAIN = '@n8n/n8n-nodes-langchain';
export const AGENT = 'Agent';

type Fields = Record<string, unknown>;

export interface AgentSettings {
	agentVersion: number;
	/** Parameters of the tool beside those of a Send. */
	tool?: Fields;
	/** Fields of the agent's node. */
	agent?: Fields;
	/** Parameters of the trigger. */
	trigger?: Fields;
	/** Whether a node behind the agent sends its answer, and the agent remembers the conversation. */
	answers?: boolean;
}

/** Publishes the workflow, and returns its id. */
export async function publishAgent(
	shop: Shop,
	model: StandInModel,
	given: AgentSettings,
): Promise<string> {
	const credentialId = await shop.n8n.createCredential('Model', 'openAiApi', {
		apiKey: 'invented',
		url: model.baseUrl,
		header: false,
		allowedHttpRequestDomains: 'all',
	});
	const whatsapp = { [CREDENTIAL_TYPE]: { id: shop.credentialId, name: 'WhatsApp' } };
	const workflow = inALine([
		{
			...{ name: 'Customer writes', type: `${PACKAGE}.businessMessagingTrigger` },
			...{ typeVersion: 2, webhookId: randomUUID(), credentials: whatsapp },
			parameters: { provider: 'whatsappCloud', triggerOn: ['message'], ...given.trigger },
		},
		{
			...{ name: AGENT, type: `${LANGCHAIN}.agent`, typeVersion: given.agentVersion },
			parameters: { promptType: 'define', text: '={{ $json.message.text }}', options: {} },
			...given.agent,
		},
		...(given.answers ? [answerNode(whatsapp)] : []),
	]);
	const attached = (name: string, type: string, typeVersion: number, own: Fields) => ({
		...{ id: randomUUID(), name, type, typeVersion, position: [0, 220], ...own },
	});
	return await shop.publish({
		...workflow,
		nodes: [
			...workflow.nodes,
			attached('Model', `${LANGCHAIN}.lmChatOpenAi`, 1.2, {
				parameters: {
					model: { __rl: true, mode: 'id', value: 'stand-in' },
					options: { maxRetries: 0 },
				},
				credentials: { openAiApi: { id: credentialId, name: 'Model' } },
			}),
			...(given.answers
				? [attached('Memory', `${LANGCHAIN}.memoryBufferWindow`, 1.3, MEMORY)]
				: []),
			attached('Send', `${PACKAGE}.businessMessagingTool`, 2, {
				parameters: {
					...{ descriptionType: 'manual', toolDescription: 'Writes to the customer' },
					...{ provider: 'whatsappCloud', resource: 'message', operation: 'send' },
					text: "={{ $fromAI('Text', 'the text', 'string') }}",
					...given.tool,
				},
				credentials: whatsapp,
			}),
		],
		connections: {
			...workflow.connections,
			Model: { ai_languageModel: [[{ node: AGENT, type: 'ai_languageModel', index: 0 }]] },
			...(given.answers && {
				Memory: { ai_memory: [[{ node: AGENT, type: 'ai_memory', index: 0 }]] },
			}),
			Send: { ai_tool: [[{ node: AGENT, type: 'ai_tool', index: 0 }]] },
		},
	});
}

const MEMORY: Fields = {
	parameters: { sessionIdType: 'customKey', sessionKey: '={{ $json.conversation.key }}' },
};

/** Returns the node that sends the agent's answer: the text dragged in, everything else as it is by default. */
function answerNode(credentials: Fields) {
	return {
		...{ name: 'Answer', type: `${PACKAGE}.businessMessaging`, typeVersion: 2, credentials },
		parameters: {
			...{ provider: 'whatsappCloud', resource: 'message', operation: 'send' },
			...{ text: '={{ $json.output }}', options: { textFormat: 'markdown' } },
		},
	};
}
