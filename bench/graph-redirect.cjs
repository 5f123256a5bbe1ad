// Loaded into the benchmarked n8n only (NODE_OPTIONS --require). Redirects graph.facebook.com, the only address of
// n8n's own WhatsApp nodes, to this machine. TLS is skipped, which favours these nodes. The version in the path is
// replaced by one that has not expired. Everything else stays unchanged.
const http = require('node:http');
const https = require('node:https');

const REAL = 'graph.facebook.com';
const LIVE_VERSION = 'v25.0';
const local = new URL(process.env.BENCH_GRAPH);
const agent = new http.Agent({ keepAlive: true });
const original = https.request;

https.request = function request(options, ...rest) {
	if (options?.hostname !== REAL && options?.host !== REAL) {
		return original.call(this, options, ...rest);
	}
	const path = options.path.replace(/^\/v\d+\.\d+/, `/${LIVE_VERSION}`);
	const headers = { ...options.headers };
	return http.request(
		{
			...options,
			agent,
			headers,
			path,
			protocol: 'http:',
			host: local.hostname,
			hostname: local.hostname,
			port: local.port,
		},
		...rest,
	);
};
