import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { customerLanguage } from '../../../messaging/customer-language';
import { routers } from '../../../routing';
import type { AgentInput, AgentSettings } from '../../../routing/agent';
import { chooseAgent, STRATEGIES } from '../../../routing/agent-choice';
import { readSkills, type AgentRow } from '../../../routing/agent-list';
import type { ChooseAgent } from '../../../store/contracts/agents';
import type { StoredConversation } from '../../../store/contracts/conversations';
import { backAfterField, readEnd } from '../../BusinessMessaging/fields/back-after';
import { chosenStore } from '../../ports/chosen-store';
import { itemsOfNode } from '../../ports/nodes-before';
import { agentProperties, COLUMNS } from './agent.properties';
import { clockOfEvent, customersOf, requireEvent, unknownConversation } from './agent.customers';
import { languageHints } from './language-hints';
import { defineRule, readPath } from './rule';

/** Route By Agent: assigns the conversation to one of the agents, in the store that the trigger uses. */

/** Most outputs of a node from which agents are read. */
const MAX_OUTPUTS = 20;

export const agent = defineRule({
	option: {
		name: 'Agent',
		description: 'To the agent who is online, has room and is next; assigns the conversation',
		action: 'Route by agent',
	},
	properties: agentProperties,
	outputNames: () => ['Assigned', 'No Agent Available', 'Outside Hours'],
	hasFallback: false,
	readPerItem: ['skillsNeeded', backAfterField.name],
	selectItems: (context) =>
		agentsFrom(context, 0) === 'node'
			? customersOf(context)
			: [...context.getInputData().entries()],
	readSettings(context, itemIndex): AgentSettings {
		const options = context.getNodeParameter('options', itemIndex, {}) as { timeZone?: string };
		return {
			timeZone: options.timeZone || context.getTimezone(),
			agents: readRows(context, itemIndex),
		};
	},
	compile: routers.agent,
	inputReader(context, settings) {
		const { findEligible } = routers.agent(settings);
		return async (json, itemIndex): Promise<AgentInput> => {
			const event = requireEvent(context, json, itemIndex);
			const store = await chosenStore(context);
			const now = (await clockOfEvent(store, event))();
			const skills = readSkills(context.getNodeParameter('skillsNeeded', itemIndex, ''));
			const eligible = findEligible(skills, now, customerLanguage(languageHints(event.json)));
			if (eligible.agents.length === 0) return eligible;
			const request = {
				candidates: eligible.agents,
				...readChoice(context, itemIndex, now),
				...readTeam(event.json),
			};
			const assignment = await store.agents.assign(event.key, request, now);
			if (assignment === undefined) throw unknownConversation(context, itemIndex);
			const conversation = withHandler(event.json, assignment.conversation);
			return { ...eligible, assignment: { ...assignment, conversation } };
		};
	},
	reasons: {
		assigned: 'The agent is online, has room and is next.',
		allAway: 'Every agent is away.',
		allFull: 'Every agent has as many conversations as they may.',
		awayOrFull: 'Every agent is away, or has as many conversations as they may.',
		noAgents: 'The list has no agents.',
		noSkill: 'No agent has the skills that are needed.',
		outsideHours: 'No agent with these skills works at this time.',
	},
	additions: ({ agent: chosen, businessHours, conversation }) => ({
		...(chosen && { agent: { ...chosen } }),
		...(conversation && { conversation: { ...conversation } }),
		...(businessHours && { businessHours: { ...businessHours } }),
	}),
});

function readRows(context: IExecuteFunctions, itemIndex: number): AgentRow[] {
	if (agentsFrom(context, itemIndex) !== 'node') {
		return context.getNodeParameter('agents.values', itemIndex, []) as AgentRow[];
	}
	const node = String(context.getNodeParameter('agentsNode', itemIndex, '')).trim();
	const items = node === '' ? context.getInputData() : itemsOfNode(context, node, MAX_OUTPUTS);
	const chosen = context.getNodeParameter('columns', itemIndex, {}) as Record<string, unknown>;
	return items.map(({ json }) => readRow(json, chosen));
}

function readRow(json: IDataObject, chosen: Record<string, unknown>): AgentRow {
	const names = Object.keys(json);
	return Object.fromEntries(
		Object.keys(COLUMNS).map((column) => {
			const wanted = String(chosen[column] || column).trim();
			const name = names.find((own) => own.trim().toLowerCase() === wanted.toLowerCase());
			return [column, name === undefined ? undefined : json[name]];
		}),
	);
}

function readChoice(context: IExecuteFunctions, itemIndex: number, now: Date) {
	const typed: unknown = context.getNodeParameter('strategy', itemIndex, '');
	const strategy = STRATEGIES.find((known) => known === typed) ?? 'fewestOpen';
	const minutes = context.getNodeParameter(backAfterField.name, itemIndex, backAfterField.default);
	const label = backAfterField.displayName;
	return {
		until: readEnd(context, itemIndex, { label, typed: minutes }, now),
		choose: (...given: Parameters<ChooseAgent>) => chooseAgent(strategy, ...given),
	};
}

/** Returns the conversation of the event with its new handler. */
function withHandler(json: IDataObject, stored: StoredConversation): object {
	const { handler, team, agent: handledBy, since, until, handlerUntil } = stored;
	const before = readPath(json, 'conversation') as object;
	return { ...before, handler, agent: handledBy, since, ...{ team, until, handlerUntil } };
}

/** Returns the team that a router before has found. */
function readTeam(json: IDataObject): { team?: string } {
	const { team } = (readPath(json, 'route') ?? {}) as { team?: unknown };
	return typeof team === 'string' && team !== '' ? { team } : {};
}

function agentsFrom(context: IExecuteFunctions, itemIndex: number): string {
	return context.getNodeParameter('agentsFrom', itemIndex, 'list') as string;
}
