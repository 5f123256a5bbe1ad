import { disposeMessagingProcess } from '../../../nodes/process';
import { receiveWebhook } from '../../engine/receive-webhook';
import { temporaryFolder } from '../../fixtures/temporary-folder';

/** The option of the panel reaches the page, in n8n's own context for webhooks. */
describe('the chat page at an address that can be guessed', () => {
	const folder = temporaryFolder();
	const { N8N_USER_FOLDER: before } = process.env;
	beforeAll(() => void (process.env.N8N_USER_FOLDER = folder.file('n8n')));
	afterAll(async () => {
		await disposeMessagingProcess();
		if (before === undefined) delete process.env.N8N_USER_FOLDER;
		else process.env.N8N_USER_FOLDER = before;
	});

	const askAsStranger = async (options: { openToEveryone?: boolean }) => {
		const { answers } = await receiveWebhook(
			{
				type: 'businessMessagingTrigger',
				typeVersion: 2,
				id: 'guess',
				parameters: { provider: 'simulator', triggerOn: ['message'], options },
				remoteAddress: '203.0.113.7',
			},
			{ route: 'state', after: 0, customers: [] },
		);
		return answers.map(({ status }) => status);
	};

	it('the page is closed to strangers', async () => {
		expect(await askAsStranger({})).toEqual([403]);
	});

	it('opens when its user chose Open to Everyone', async () => {
		expect(await askAsStranger({ openToEveryone: true })).toEqual([200]);
	});
});
