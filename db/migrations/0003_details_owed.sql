CREATE TABLE `run_details_new` (
	`run_id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`state` text NOT NULL,
	`started_at` integer NOT NULL,
	`stream_state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer NOT NULL,
	`problem` text,
	`fetched_at` integer,
	`expires_at` integer,
	`details` blob,
	`streams` blob,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `run_details_new`
SELECT d.`run_id`, d.`user_id`, d.`state`, r.`started_at`, d.`stream_state`, d.`attempts`, d.`due_at`, d.`problem`,
	d.`fetched_at`, d.`expires_at`, d.`details`, d.`streams`
FROM `run_details` d JOIN `runs` r ON r.`id` = d.`run_id` WHERE r.`is_run` = 1;--> statement-breakpoint
INSERT INTO `run_details_new` (`run_id`, `user_id`, `state`, `started_at`, `stream_state`, `due_at`)
SELECT `id`, `user_id`, 'waiting', `started_at`, 'waiting', 0 FROM `runs`
WHERE `source` = 'strava' AND `is_run` = 1 AND `id` NOT IN (SELECT `run_id` FROM `run_details`);--> statement-breakpoint
DROP TABLE `run_details`;--> statement-breakpoint
ALTER TABLE `run_details_new` RENAME TO `run_details`;--> statement-breakpoint
CREATE INDEX `run_details_due` ON `run_details` (`user_id`,`state`,`started_at`);--> statement-breakpoint
CREATE INDEX `run_details_samples` ON `run_details` (`user_id`,`started_at`) WHERE state = 'ready' and stream_state = 'waiting';--> statement-breakpoint
CREATE INDEX `run_details_expiry` ON `run_details` (`expires_at`,`user_id`) WHERE expires_at is not null;
