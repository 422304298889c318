/** Access log, jobs, health. */
import { z } from 'zod';
import { Id } from '../fields.ts';
import {
  AccessPage,
  AccessQuery,
  ChainCheck,
  DeadJobPage,
  Health,
  Retry,
  SystemState,
} from '../oversight.ts';
import { routes } from '../route.ts';

const byId = z.object({ id: Id });

export const oversightRoutes = routes({
  ownAccess: {
    method: 'GET',
    path: '/api/v1/access-log/own',
    summary: { en: 'What I read', ar: 'ما اطلعت عليه' },
    permit: 'access-log:own',
    query: AccessQuery,
    status: 200,
    response: AccessPage,
  },
  allAccess: {
    method: 'GET',
    path: '/api/v1/access-log',
    summary: { en: 'What everyone read', ar: 'ما اطلع عليه الجميع' },
    permit: 'access-log:all',
    query: AccessQuery,
    status: 200,
    response: AccessPage,
  },
  verifyAccess: {
    method: 'GET',
    path: '/api/v1/access-log/verification',
    summary: { en: 'Check the chain of the access log', ar: 'التحقق من تسلسل سجل الاطلاع' },
    permit: 'access-log:all',
    status: 200,
    response: ChainCheck,
  },
  systemState: {
    method: 'GET',
    path: '/api/v1/system',
    summary: { en: 'The state of the node', ar: 'حالة العقدة' },
    permit: 'system:manage',
    status: 200,
    response: SystemState,
  },
  listDeadJobs: {
    method: 'GET',
    path: '/api/v1/jobs/dead',
    summary: { en: 'Jobs that gave up', ar: 'المهام المتوقفة' },
    permit: 'system:manage',
    status: 200,
    response: DeadJobPage,
  },
  retryJob: {
    method: 'POST',
    path: '/api/v1/jobs/:id/retries',
    summary: { en: 'Try a job again', ar: 'إعادة محاولة مهمة' },
    permit: 'system:manage',
    params: byId,
    body: Retry,
    status: 204,
    response: null,
  },
  events: {
    method: 'GET',
    path: '/api/v1/events',
    summary: { en: 'What changes, as it changes (server-sent events)', ar: 'التغيّرات لحظة حدوثها' },
    permit: 'session:use',
    status: 200,
    response: 'text/event-stream',
  },
  live: {
    method: 'GET',
    path: '/health/live',
    summary: { en: 'The process runs', ar: 'العملية تعمل' },
    permit: 'public',
    status: 200,
    response: Health,
  },
  ready: {
    method: 'GET',
    path: '/health/ready',
    summary: { en: 'The node serves', ar: 'العقدة جاهزة' },
    permit: 'public',
    status: 200,
    response: Health,
  },
  metrics: {
    method: 'GET',
    path: '/metrics',
    summary: { en: 'Prometheus metrics', ar: 'مقاييس Prometheus' },
    permit: 'public',
    status: 200,
    response: 'text/plain',
  },
});
