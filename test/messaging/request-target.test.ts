import { requestTarget } from '../../messaging/request-target';

describe('request target', () => {
	it.each([
		[{ url: 'https://a.example/x' }, 'https://a.example/x'],
		[{ uri: 'https://a.example/x' }, 'https://a.example/x'],
		[{ url: '/x', baseURL: 'https://a.example' }, 'https://a.example/x'],
	])('reads %j', (request, target) => {
		expect(requestTarget(request)?.href).toBe(target);
	});

	it.each([{}, { url: '' }, { uri: '/x' }, { url: 'http://' }])(
		'knows no target of %j',
		(request) => {
			expect(requestTarget(request)).toBeUndefined();
		},
	);
});
