/** n8n reads this when it is loaded: import this file before `n8n-core`. Failures are in the result of a run. */
process.env.N8N_LOG_LEVEL = 'silent';
