import { isSentTo, requestTarget } from '../../messaging/request-target';

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

describe('a request to a server', () => {
	const SERVER = 'https://api.example/v1/';

	it.each([
		{ url: 'https://api.example' },
		{ url: 'https://API.example:443/v2?x=1' },
		{ uri: '/x', baseURL: 'https://api.example' },
	])('the server is recognised in %j', (request) => {
		expect(isSentTo(request, SERVER)).toBe(true);
	});

	it.each([
		{ url: 'http://api.example/v1/' },
		{ url: 'https://api.example:8443/' },
		{ url: 'https://api.example.org/' },
		{ url: 'https://api.example@other.example/' },
		{ url: 'https://user@api.example/' },
		{ url: 'https://:password@api.example/' },
		{ url: '/v1/' },
		{},
	])('%j goes to another server', (request) => {
		expect(isSentTo(request, SERVER)).toBe(false);
	});

	it('no request goes to a server whose address cannot be read', () => {
		expect(isSentTo({ url: 'https://api.example/' }, 'api.example')).toBe(false);
	});
});
