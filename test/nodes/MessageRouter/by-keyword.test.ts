import { isolateNodes } from '../../engine/isolate-nodes';
import { expectScenario } from '../../engine/scenario';

isolateNodes();

describe("Message Router on n8n's engine", () => {
	it.each([
		['1, with Fallback as the last output', 'by-keyword.version-1'],
		['2, with Other as the first output', 'by-keyword.version-2'],
	])('routes each message to the node behind its output in version %s', async (_, scenario) => {
		await expectScenario(__dirname, scenario);
	});
});
