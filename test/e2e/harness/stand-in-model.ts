import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/**
 * A chat model with the form of OpenAI's API that follows a script: it calls the tools of the script, and then tells the
 * customer what the last tool answered. https://platform.openai.com/docs/api-reference/chat
 */

export interface StandInModel {
	/** API address for n8n's OpenAI credential. */
	baseUrl: string;
	/** Makes it say this to the customer from now on, instead of what the last tool answered. */
	say(text: string): void;
	/** Returns the roles and contents of the last request's messages, which n8n's memory gives it. */
	remembered(): Array<{ role: string; content: unknown }>;
	/** Returns the messages of tools that it was given, in their order. */
	toolMessages(): string[];
	/** Answers the next requests that hold a tool's message with an error. */
	failAfterTool(times: number): void;
	/** Leaves the next request that holds a tool's message without an answer. Resolves when it has come. */
	holdAfterTool(): Promise<void>;
	close(): Promise<void>;
}

/** One call of a tool, with the arguments that the model makes up. */
export interface ScriptedCall {
	arguments: Record<string, unknown>;
}

const requestSchema = z.object({
	messages: z.array(z.object({ role: z.string(), content: z.unknown() }).passthrough()),
	tools: z.array(z.object({ function: z.object({ name: z.string() }) })).default([]),
});

export async function startStandInModel(
	script: () => readonly ScriptedCall[],
): Promise<StandInModel> {
	const heard: string[] = [];
	let failures = 0;
	let said: string | undefined;
	let last: Array<{ role: string; content: unknown }> = [];
	let whenHeld: (() => void) | undefined;
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			if (whenHeld !== undefined && holdsToolMessage(body)) {
				whenHeld();
				whenHeld = undefined;
				return;
			}
			response.setHeader('content-type', 'application/json');
			const answer = answerTo(body);
			if (answer === undefined) response.statusCode = 500;
			response.end(JSON.stringify(answer ?? { error: { message: 'The model is away' } }));
		});
	});

	function answerTo(body: string): unknown {
		const { messages, tools } = requestSchema.parse(JSON.parse(body));
		last = messages.map(({ role, content }) => ({ role, content }));
		const results = messages
			.filter(({ role }) => role === 'tool')
			.map(({ content }) => `${content}`);
		const next = script()[results.length];
		if (next && tools.length > 0) {
			return completion({
				content: null,
				tool_calls: [
					{
						...{ id: `call_${results.length}_${Date.now()}`, type: 'function' },
						function: { name: tools[0]?.function.name, arguments: JSON.stringify(next.arguments) },
					},
				],
			});
		}
		if (results.length > 0 && failures > 0) {
			failures -= 1;
			return undefined;
		}
		heard.push(...results);
		return completion({ content: said ?? `The tool said: ${results.at(-1) ?? 'nothing'}` });
	}

	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://127.0.0.1:${port}/v1`,
		say: (text) => {
			said = text;
		},
		remembered: () => last,
		toolMessages: () => heard,
		failAfterTool: (times) => {
			failures = times;
		},
		holdAfterTool: async () =>
			await new Promise<void>((resolve) => {
				whenHeld = resolve;
			}),
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

function holdsToolMessage(body: string): boolean {
	return requestSchema.parse(JSON.parse(body)).messages.some(({ role }) => role === 'tool');
}

function completion(message: { content: string | null; tool_calls?: unknown[] }): unknown {
	return {
		...{ id: `completion-${Date.now()}`, object: 'chat.completion', created: 0, model: 'stand-in' },
		choices: [
			{
				index: 0,
				message: { role: 'assistant', ...message },
				finish_reason: message.tool_calls ? 'tool_calls' : 'stop',
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
