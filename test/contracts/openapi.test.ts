import { openApiDocument } from './openapi';

describe('contracts: OpenAPI documents', () => {
	it('says in one line why there are no contract tests when a document is absent', () => {
		const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
		try {
			expect(openApiDocument('no-such-document.yaml')).toBeUndefined();
			expect(write.mock.calls).toEqual([
				[
					expect.stringMatching(
						/^Contract tests against no-such-document\.yaml are not declared: [^\n]+\n$/,
					),
				],
			]);
		} finally {
			write.mockRestore();
		}
	});
});
